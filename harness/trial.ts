import { monotonicUs } from '../lab/clock.ts';
import { findScenario } from '../scenarios/registry.ts';
import { planSchedule } from '../scenarios/schedule.ts';
import { assembleTrial, type TrialOutcome } from './assemble-trial.ts';
import type { Engine } from './engine.ts';
import { Fleet } from './fleet.ts';
import { FleetReadings } from './fleet-readings.ts';
import { Incident } from './incident.ts';
import type { Program } from './lab-process.ts';
import { type Glimpse, glimpseOf, NOTHING_SEEN } from './live/glimpse.ts';
import { MachineWatch } from './machine-reading.ts';
import type { Meter } from './meter.ts';
import { Observer } from './observer.ts';
import type { ProxyPart } from './proxy.ts';
import { publishOnSchedule } from './publisher.ts';
import { serverBySource } from './publishing-part.ts';
import type { TrialLog } from './trial-log.ts';
import { horizonUsOf, type Target, type TrialPlan } from './trial-plan.ts';
import { TrialProxy } from './trial-proxy.ts';
import type { ServerAnswer } from './trial-server.ts';
import { type Phase, watchTrial } from './watch-trial.ts';

/** From the last tab's opening to the schedule's start: long enough for every process to hear of it. */
const LEAD_US = 100_000;

export interface TrialOptions {
  readonly index: number;
  readonly engine: Engine;
  /** In place of the server under test; the load's program is the engine's. */
  readonly server?: Program;
  /** In place of the plan's proxy. */
  readonly proxy?: ProxyPart;
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
  const proxy = await TrialProxy.of(plan, options.proxy);
  signal.throwIfAborted();
  const cleanUp: (() => Promise<void> | void)[] = [];
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    cleanUp.push(() => signal.removeEventListener('abort', onAbort));
  });
  aborted.catch(() => {});
  const log = plan.log === undefined ? undefined : await openLog(plan.log);
  cleanUp.push(() => log?.close());
  const fleet = new Fleet(options.server ?? serverProgram, proxy?.serverPlan ?? plan, log?.address);
  cleanUp.push(() => fleet.close());
  if (proxy !== undefined) cleanUp.push(() => proxy.close());
  const endings = [aborted, fleet.died, ...(proxy ? [proxy.died] : [])];
  try {
    return await Promise.race([...endings, play(plan, options, { fleet, proxy, log }, startedAt, cleanUp)]);
  } catch (error) {
    throw await fleet.explain(error);
  } finally {
    // Clients first: a server that shuts down would send them away one by one.
    for (const action of cleanUp.reverse()) await action();
  }
}

/** Redis's client is loaded by those who need it: it takes 30 MB and, at the start of a process, a fifth of a second. */
const openLog = async (place: string): Promise<TrialLog> => {
  const { TrialLog } = await import('./trial-log.ts');
  return TrialLog.open(place);
};

/** Who takes part besides the clients. */
interface TrialParties {
  readonly fleet: Fleet;
  readonly proxy: TrialProxy | undefined;
  readonly log: TrialLog | undefined;
}

async function play(
  plan: TrialPlan,
  { index, engine, meters, onPhase, signal, connected }: TrialOptions,
  { fleet, proxy, log }: TrialParties,
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
  const [servers, session] = await Promise.all([
    fleet.open(),
    engine.open(plan).then((opened) => {
      cleanUp.push(() => opened.close());
      // It was opened while somebody gave up: the clean-up is over already.
      if (signal.aborted) return opened.close().then(() => Promise.reject(signal.reason));
      return opened;
    }),
  ]);
  const behind = proxy?.serverPlan ?? plan;
  const direct = servers.map((server) => targetOf(behind, server));
  const own = direct[0] as Target;
  const ports = direct.map(({ stateOrigin }) => stateOrigin.port);
  const near = (await proxy?.reach(own, ports)) ?? own;
  const target = (await incident?.reach(near)) ?? near;
  const observers = await Promise.all(direct.map((one) => Observer.reach(one, behind.http ?? '1.1')));
  cleanUp.push(() => {
    for (const observer of observers) observer.close();
  });
  const readings = new FleetReadings(observers);
  const deliveries = (): number => session.progress.deliveries;
  const glimpse = (): Glimpse => glimpseOf(session.progress.recentUs, readings.tcpOpen);

  onPhase('connect', deliveries, glimpse);
  const before = await readings.read(incident && 'resources=count');
  const machine = new MachineWatch(proxy);
  await machine.read('before', before);
  const connectAtUs = monotonicUs();
  await session.connect(target);
  const connectUs = monotonicUs() - connectAtUs;
  const loadClocks = await session.clocks();
  await connected?.();
  const startAtUs = monotonicUs() + LEAD_US;
  const sentLateUs: number[] = [];
  cleanUp.push(await publishFromHere(plan, startAtUs, observers, sentLateUs));
  fleet.start(startAtUs);
  session.start(startAtUs);
  const finished = session.finish();

  onPhase('warm-up', deliveries, glimpse);
  const [states, load] = await Promise.all([
    watchTrial(plan, startAtUs, readings, machine, log, (phase) => onPhase(phase, deliveries, glimpse)),
    finished,
    incident?.play(startAtUs, fleet, readings, log),
  ]);
  const afterDrain = await readings.read('writes=include');
  await machine.read('afterDrain', afterDrain);
  const fault = await incident?.report(before, () => session.close());
  const besides = await session.afterwards?.();
  const seen = {
    plan,
    startAtUs,
    before,
    ...states,
    afterDrain,
    load,
    clocks: { server: (observers[0] as Observer).clock, load: [...loadClocks] },
    sentLateUs,
    ...machine.readings,
    ...(fault && { fault }),
    ...(besides && { engine: besides }),
  };
  return assembleTrial(seen, { index, startedAt, connectUs, meters });
}

/** Where clients find the servers, and this one its state. */
function targetOf(plan: TrialPlan, { port, sharedPort, ownPorts, tls }: ServerAnswer): Target {
  const stateOrigin = { host: '127.0.0.1', port, tls: plan.tls };
  return {
    stateOrigin,
    origin: { ...stateOrigin, port: ownPorts[plan.transport] ?? sharedPort ?? port },
    ...(tls && { ca: tls.cert }),
  };
}

/** With `--source http` the harness publishes what the server's side says. */
async function publishFromHere(
  plan: TrialPlan,
  startAtUs: number,
  observers: readonly Observer[],
  sentLateUs: number[],
): Promise<() => void> {
  if (plan.source !== 'http') return () => {};
  const scenario = await findScenario(plan.scenario);
  const schedule = planSchedule(scenario, plan.parameters, plan.seed, horizonUsOf(plan));
  const own = schedule.filter(({ upstream }) => !upstream);
  const serverOf = serverBySource(own, observers.length);
  // What could not be published is lost, and the accounting says so.
  return publishOnSchedule(own, startAtUs, (event) => {
    if (event.intendedAtUs >= startAtUs + plan.warmUpUs) sentLateUs.push(monotonicUs() - event.intendedAtUs);
    observers[serverOf(event.source)]?.publish(event).catch(() => {});
  });
}
