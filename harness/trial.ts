import { monotonicUs } from '../lab/clock.ts';
import { findScenario } from '../scenarios/registry.ts';
import { planSchedule } from '../scenarios/schedule.ts';
import type { ServerState } from '../transports/server-state.ts';
import { assembleTrial, type TrialOutcome } from './assemble-trial.ts';
import type { Engine } from './engine.ts';
import { LabProcess, type Program } from './lab-process.ts';
import { type Meter, type Observation, SLICE_US } from './meter.ts';
import { Observer } from './observer.ts';
import { publishOnSchedule } from './publisher.ts';
import { horizonUsOf, type Target, type TrialPlan } from './trial-plan.ts';
import type { ServerAnswer, ServerCommand } from './trial-server.ts';

/** From the last tab's opening to the schedule's start: long enough for every process to hear of it. */
const LEAD_US = 100_000;

export type Phase = 'start' | 'connect' | 'warm-up' | 'measure' | 'drain';

export interface TrialOptions {
  readonly index: number;
  readonly engine: Engine;
  /** In place of the server under test; the load's program is the engine's. */
  readonly server?: Program;
  readonly meters: ReadonlyMap<string, Meter>;
  readonly signal: AbortSignal;
  readonly onPhase: (phase: Phase, deliveries: () => number) => void;
  /** Waited for when every tab stands, before the schedule starts: lets several trials start as one. */
  readonly connected?: () => Promise<void>;
}

const serverProgram: Program = { file: new URL('./server-process.ts', import.meta.url) };

type Server = LabProcess<ServerCommand, ServerAnswer>;

/**
 * Runs one trial with fresh server and load processes: connect, warm-up, measure, drain. Whatever
 * happens, no process is left. Rejects with a LabError, or with the signal's reason.
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
  const server: Server = new LabProcess(options.server ?? serverProgram, 'server', 'server');
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
  server: Server,
  startedAt: string,
  cleanUp: (() => Promise<void> | void)[],
): Promise<TrialOutcome> {
  onPhase('start', () => 0);
  const ready = server.answer('ready');
  server.send({ type: 'open', plan });
  const [address, session] = await Promise.all([
    ready,
    engine.open(plan).then((opened) => {
      cleanUp.push(() => opened.close());
      // It was opened while somebody gave up: the clean-up is over already.
      if (signal.aborted) return opened.close().then(() => Promise.reject(signal.reason));
      return opened;
    }),
  ]);
  const target = targetOf(plan, address);
  const observer = new Observer(target, plan.http ?? '1.1');
  cleanUp.push(() => observer.close());
  const deliveries = (): number => session.progress.deliveries;

  onPhase('connect', deliveries);
  const before = await observer.state();
  const connectAtUs = monotonicUs();
  await session.connect(target);
  const connectUs = monotonicUs() - connectAtUs;
  await connected?.();
  const startAtUs = monotonicUs() + LEAD_US;
  cleanUp.push(await publishFromHere(plan, startAtUs, observer));
  server.send({ type: 'start', startAtUs });
  session.start(startAtUs);
  const finished = session.finish();

  onPhase('warm-up', deliveries);
  const [states, load] = await Promise.all([
    watch(plan, startAtUs, observer, (phase) => onPhase(phase, deliveries)),
    finished,
  ]);
  const seen = {
    plan,
    startAtUs,
    before,
    ...states,
    afterDrain: await observer.state('writes=include'),
    load,
  };
  return assembleTrial(seen, { index, startedAt, connectUs, meters });
}

function targetOf(plan: TrialPlan, { port, ownPorts, ca }: ServerAnswer): Target {
  const stateOrigin = { host: '127.0.0.1', port, tls: plan.tls };
  return {
    stateOrigin,
    origin: { ...stateOrigin, port: ownPorts[plan.transport] ?? port },
    ...(ca !== undefined && { ca }),
  };
}

/** With `--source http` the harness publishes what the server's side says. */
async function publishFromHere(plan: TrialPlan, startAtUs: number, observer: Observer): Promise<() => void> {
  if (plan.source !== 'http') return () => {};
  const scenario = await findScenario(plan.scenario);
  const schedule = planSchedule(scenario, plan.parameters, plan.seed, horizonUsOf(plan));
  const own = schedule.filter(({ upstream }) => !upstream);
  // What could not be published is lost, and the accounting says so.
  return publishOnSchedule(own, startAtUs, (event) => void observer.publish(event).catch(() => {}));
}

/** Reads the server's state at the slices' boundaries and at both ends of the measure phase. */
async function watch(
  plan: TrialPlan,
  startAtUs: number,
  observer: Observer,
  onPhase: (phase: Phase) => void,
): Promise<Pick<Observation, 'boundaries' | 'measureStart' | 'measureEnd'>> {
  const horizonUs = horizonUsOf(plan);
  const boundaries: ServerState[] = [];
  let measureStart: ServerState | undefined;
  for (let atUs = 0; atUs < horizonUs; atUs += SLICE_US) {
    if (measureStart === undefined && atUs >= plan.warmUpUs) {
      measureStart = await stateAt(startAtUs + plan.warmUpUs, () => observer.state('reset=event-loop-delay'));
      onPhase('measure');
    }
    boundaries.push(await stateAt(startAtUs + atUs, () => observer.state()));
  }
  measureStart ??= await stateAt(startAtUs + plan.warmUpUs, () => observer.state('reset=event-loop-delay'));
  const measureEnd = await stateAt(startAtUs + horizonUs, () => observer.state());
  boundaries.push(measureEnd);
  onPhase('drain');
  return { boundaries, measureStart, measureEnd };
}

const stateAt = async (timeUs: number, read: () => Promise<ServerState>): Promise<ServerState> => {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, (timeUs - monotonicUs()) / 1e3)));
  return read();
};
