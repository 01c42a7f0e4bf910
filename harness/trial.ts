import { monotonicUs } from '../lab/clock.ts';
import { findScenario } from '../scenarios/registry.ts';
import { planSchedule } from '../scenarios/schedule.ts';
import type { ServerState } from '../transports/server-state.ts';
import { assembleTrial, type TrialOutcome } from './assemble-trial.ts';
import type { Engine } from './engine.ts';
import { Incident } from './incident.ts';
import type { Program } from './lab-process.ts';
import { type Glimpse, glimpseOf, NOTHING_SEEN } from './live/glimpse.ts';
import { MachineWatch } from './machine-reading.ts';
import { type Meter, type Observation, SLICE_US } from './meter.ts';
import { Observer } from './observer.ts';
import { publishOnSchedule } from './publisher.ts';
import { Readings } from './readings.ts';
import { ServerUnderTest } from './server-under-test.ts';
import { horizonUsOf, type Target, type TrialPlan } from './trial-plan.ts';
import type { ServerAnswer } from './trial-server.ts';

/** From the last tab's opening to the schedule's start: long enough for every process to hear of it. */
const LEAD_US = 100_000;

export type Phase = 'start' | 'connect' | 'warm-up' | 'measure' | 'fault' | 'recover' | 'drain';

export interface TrialOptions {
  readonly index: number;
  readonly engine: Engine;
  /** In place of the server under test; the load's program is the engine's. */
  readonly server?: Program;
  readonly meters: ReadonlyMap<string, Meter>;
  readonly signal: AbortSignal;
  readonly onPhase: (phase: Phase, deliveries: () => number, glimpse: () => Glimpse) => void;
  /** Waited for when every tab stands, before the schedule starts: lets several trials start as one. */
  readonly connected?: () => Promise<void>;
}

const serverProgram: Program = { file: new URL('./server-process.ts', import.meta.url) };

/**
 * Runs one trial with fresh server and load processes: connect, warm-up, measure, where something goes
 * wrong also fault and recover, then drain. Whatever happens, no process is left. Rejects with a LabError, or with the signal's reason.
 */
export async function runTrial(plan: TrialPlan, options: TrialOptions): Promise<TrialOutcome> {
  const startedAt = new Date().toISOString();
  const { signal } = options;
  signal.throwIfAborted();
  const cleanUp: (() => Promise<void> | void)[] = [];
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    cleanUp.push(() => signal.removeEventListener('abort', onAbort));
  });
  aborted.catch(() => {});
  const server = new ServerUnderTest(options.server ?? serverProgram, plan);
  cleanUp.push(() => server.close());
  try {
    return await Promise.race([aborted, server.died, play(plan, options, server, startedAt, cleanUp)]);
  } catch (error) {
    throw await server.explain(error);
  } finally {
    // Clients first: a server that shuts down would send them away one by one.
    for (const action of cleanUp.reverse()) await action();
  }
}

async function play(
  plan: TrialPlan,
  { index, engine, meters, onPhase, signal, connected }: TrialOptions,
  server: ServerUnderTest,
  startedAt: string,
  cleanUp: (() => Promise<void> | void)[],
): Promise<TrialOutcome> {
  onPhase(
    'start',
    () => 0,
    () => NOTHING_SEEN,
  );
  const incident = await Incident.of(plan);
  if (incident !== undefined) cleanUp.push(() => incident.close());
  const [address, session] = await Promise.all([
    server.open(),
    engine.open(plan).then((opened) => {
      cleanUp.push(() => opened.close());
      // It was opened while somebody gave up: the clean-up is over already.
      if (signal.aborted) return opened.close().then(() => Promise.reject(signal.reason));
      return opened;
    }),
  ]);
  const own = targetOf(plan, address);
  const target = (await incident?.reach(own)) ?? own;
  const observer = await Observer.reach(target, plan.http ?? '1.1');
  cleanUp.push(() => observer.close());
  const readings = new Readings(observer);
  const deliveries = (): number => session.progress.deliveries;
  const glimpse = (): Glimpse => glimpseOf(session.progress.recentUs, readings.tcpOpen);

  onPhase('connect', deliveries, glimpse);
  const before = await readings.read(incident && 'resources=count');
  const machine = new MachineWatch();
  await machine.read('before', before);
  const connectAtUs = monotonicUs();
  await session.connect(target);
  const connectUs = monotonicUs() - connectAtUs;
  const loadClocks = await session.clocks();
  await connected?.();
  const startAtUs = monotonicUs() + LEAD_US;
  const sentLateUs: number[] = [];
  cleanUp.push(await publishFromHere(plan, startAtUs, observer, sentLateUs));
  server.start(startAtUs);
  session.start(startAtUs);
  const finished = session.finish();

  onPhase('warm-up', deliveries, glimpse);
  const [states, load] = await Promise.all([
    watch(plan, startAtUs, readings, machine, (phase) => onPhase(phase, deliveries, glimpse)),
    finished,
    incident?.play(startAtUs, server, readings),
  ]);
  const afterDrain = await readings.read('writes=include');
  await machine.read('afterDrain', afterDrain);
  const fault = await incident?.report(before, () => session.close());
  const seen = {
    plan,
    startAtUs,
    before,
    ...states,
    afterDrain,
    load,
    clocks: { server: observer.clock, load: [...loadClocks] },
    sentLateUs,
    ...machine.readings,
    ...(fault && { fault }),
  };
  return assembleTrial(seen, { index, startedAt, connectUs, meters });
}

function targetOf(plan: TrialPlan, { port, ownPorts, tls }: ServerAnswer): Target {
  const stateOrigin = { host: '127.0.0.1', port, tls: plan.tls };
  return {
    stateOrigin,
    origin: { ...stateOrigin, port: ownPorts[plan.transport] ?? port },
    ...(tls && { ca: tls.cert }),
  };
}

/** With `--source http` the harness publishes what the server's side says. */
async function publishFromHere(
  plan: TrialPlan,
  startAtUs: number,
  observer: Observer,
  sentLateUs: number[],
): Promise<() => void> {
  if (plan.source !== 'http') return () => {};
  const scenario = await findScenario(plan.scenario);
  const schedule = planSchedule(scenario, plan.parameters, plan.seed, horizonUsOf(plan));
  const own = schedule.filter(({ upstream }) => !upstream);
  // What could not be published is lost, and the accounting says so.
  return publishOnSchedule(own, startAtUs, (event) => {
    if (event.intendedAtUs >= startAtUs + plan.warmUpUs) sentLateUs.push(monotonicUs() - event.intendedAtUs);
    observer.publish(event).catch(() => {});
  });
}

/** Reads the server's state at the slices' boundaries and at both ends of the measure phase. */
async function watch(
  plan: TrialPlan,
  startAtUs: number,
  readings: Readings,
  machine: MachineWatch,
  onPhase: (phase: Phase) => void,
): Promise<Pick<Observation, 'boundaries' | 'measureStart' | 'measureEnd'>> {
  const horizonUs = horizonUsOf(plan);
  const boundaries: ServerState[] = [];
  const toCome = phasesToCome(plan);
  const begin = async (): Promise<ServerState> => {
    const state = await stateAt(startAtUs + plan.warmUpUs, () => readings.read('reset=event-loop-delay'));
    await machine.read('measureStart', state);
    return state;
  };
  let measureStart: ServerState | undefined;
  for (let atUs = 0; atUs < horizonUs; atUs += SLICE_US) {
    if (measureStart === undefined && atUs >= plan.warmUpUs) {
      measureStart = await begin();
      onPhase('measure');
    }
    while (toCome[0] !== undefined && atUs >= toCome[0].fromUs) onPhase(toCome.shift()?.phase ?? 'fault');
    boundaries.push(await stateAt(startAtUs + atUs, () => readings.read()));
  }
  measureStart ??= await begin();
  const measureEnd = await stateAt(startAtUs + horizonUs, () => readings.read());
  await machine.read('measureEnd', measureEnd);
  boundaries.push(measureEnd);
  onPhase('drain');
  return { boundaries, measureStart, measureEnd };
}

/** The phases after the measure phase, where something goes wrong. */
function phasesToCome({ fault }: TrialPlan): { readonly phase: Phase; readonly fromUs: number }[] {
  if (fault === undefined) return [];
  const { fromUs, lengthUs } = fault;
  return [
    { phase: 'fault', fromUs },
    { phase: 'recover', fromUs: fromUs + lengthUs },
  ];
}

const stateAt = async (timeUs: number, read: () => Promise<ServerState>): Promise<ServerState> => {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, (timeUs - monotonicUs()) / 1e3)));
  return read();
};
