import type { ServerState } from '../transports/server-state.ts';
import { AcceptQueueWatch } from './accept-queue.ts';
import { type FaultPlan, planFault } from './fault-plan.ts';
import type { Fleet } from './fleet.ts';
import type { FleetReadings } from './fleet-readings.ts';
import { LabProcess } from './lab-process.ts';
import type { LinkAnswer, LinkCommand, LinkReport } from './link/link-process.ts';
import type { ServerDeed } from './server-under-test.ts';
import { actOnTime } from './timed-steps.ts';
import type { LogDeed, TrialLog } from './trial-log.ts';
import type { PlannedFault, Target, TrialPlan } from './trial-plan.ts';

/** How long before the fault the server is looked at closely: it must have answered before it is taken away. */
const BEFORE_US = 200_000;
/** How long a server may take to notice that its last client has gone; 5,000 with TLS take more than 3 s. */
const EMPTY_WITHIN_MS = 10_000;
const LOOK_MS = 50;

/** What was done to a trial, and what it did to the server. */
export interface FaultSeen {
  readonly fault: PlannedFault;
  readonly plan: FaultPlan;
  /** Absent where connections did not pass through the link. */
  readonly link?: LinkReport;
  readonly serverDeeds: readonly ServerDeed[];
  readonly logDeeds: readonly LogDeed[];
  /** Connections that waited to be accepted by the server, at most; `null` where the system does not tell. */
  readonly acceptQueuePeak: number | null;
  /** Just before the fault; when the last delivery had come; when every client had gone. */
  readonly before: ServerState;
  readonly after: ServerState;
  readonly empty: ServerState;
}

type LinkProcess = LabProcess<LinkCommand, LinkAnswer>;

/** The fault of one trial under way: the link and the server do what the plan says; the tabs have their own part. */
export class Incident {
  readonly #fault: PlannedFault;
  readonly #plan: FaultPlan;
  readonly #link: LinkProcess | undefined;
  readonly #seed: string;
  #serverPort = 0;
  #before: Promise<ServerState> | undefined;
  #queue: AcceptQueueWatch | undefined;
  #stop = (): void => {};
  #fleet: Fleet | undefined;
  #log: TrialLog | undefined;
  #readings: FleetReadings | undefined;

  /** Undefined where nothing goes wrong in this trial. */
  static async of(plan: TrialPlan): Promise<Incident | undefined> {
    const faultPlan = await planFault(plan);
    return faultPlan && plan.fault && new Incident(plan.fault, faultPlan, plan.seed);
  }

  private constructor(fault: PlannedFault, plan: FaultPlan, seed: string) {
    this.#fault = fault;
    this.#plan = plan;
    this.#seed = seed;
    if (!plan.linked) return;
    const file = new URL('./link/link-process.ts', import.meta.url);
    this.#link = new LabProcess({ file }, 'link', 'load');
  }

  /** Where clients find the server: behind the link, where there is one. */
  async reach(target: Target): Promise<Target> {
    this.#serverPort = target.origin.port;
    const link = this.#link;
    if (link === undefined) return target;
    const opened = link.answer('opened');
    link.send({ type: 'open', seed: this.#seed });
    const { port } = await opened;
    link.send({ type: 'target', port: this.#serverPort });
    return { ...target, origin: { ...target.origin, port }, linked: true };
  }

  /** Rejects when the link dies; resolves when everything is done that is done to the server. */
  async play(
    startAtUs: number,
    fleet: Fleet,
    readings: FleetReadings,
    log: TrialLog | undefined,
  ): Promise<void> {
    this.#fleet = fleet;
    this.#log = log;
    this.#readings = readings;
    const { steps } = this.#plan;
    const linkSteps = steps.filter((step) => step.on === 'link');
    this.#link?.send({ type: 'start', startAtUs, steps: linkSteps });
    this.#queue = new AcceptQueueWatch(this.#serverPort);
    const watched: Promise<ServerState>[] = [];
    const done: Promise<void>[] = [];
    const look = { atUs: this.#fault.fromUs - BEFORE_US, on: 'nobody' as const };
    const ownSteps = steps.filter((step) => step.on === 'server' || step.on === 'log');
    const last = Math.max(look.atUs, ...ownSteps.map(({ atUs }) => atUs));
    const allBegun = new Promise<void>((resolve) => {
      this.#stop = actOnTime([look, ...ownSteps], startAtUs, (step) => {
        if (step.on === 'nobody') watched.push(readings.read('resources=count'));
        else if (step.on === 'server') done.push(fleet.replace(step, readings));
        else if (log !== undefined) done.push(log.take(step));
        if (step.atUs === last) resolve();
      });
    });
    const over = allBegun.then(() => Promise.all(done));
    await Promise.race([over, this.#link?.died ?? new Promise<never>(() => {})]);
    this.#before = watched[0];
  }

  /**
   * What was seen, at the end.
   *
   * @param atFirst the server's state before the first client came
   * @param closeClients lets every client go
   */
  async report(atFirst: ServerState, closeClients: () => Promise<void>): Promise<FaultSeen> {
    const [fleet, readings, before, queue] = [this.#fleet, this.#readings, this.#before, this.#queue];
    if (fleet === undefined || readings === undefined || before === undefined || queue === undefined)
      throw new Error('a fault was reported on before it was played');
    const after = await readings.read('resources=count&cuts=include');
    queue.stop();
    const link = this.#link && (await reportOf(this.#link));
    await closeClients();
    return {
      fault: this.#fault,
      plan: this.#plan,
      ...(link && { link }),
      serverDeeds: fleet.deeds,
      logDeeds: this.#log?.deeds ?? [],
      acceptQueuePeak: queue.peak,
      before: await before,
      after,
      empty: await whenEmpty(readings, atFirst),
    };
  }

  async close(): Promise<void> {
    this.#stop();
    this.#queue?.stop();
    await this.#link?.close();
  }
}

async function reportOf(link: LinkProcess): Promise<LinkReport> {
  const reported = link.answer('reported');
  link.send({ type: 'report' });
  return (await reported).report;
}

/** What a server holds that it did not hold before its first client came. */
export function leftOver(state: ServerState, atFirst: ServerState): number {
  const kinds = Object.entries(state.resources ?? {});
  return kinds.reduce((sum, [kind, count]) => sum + Math.max(0, count - (atFirst.resources?.[kind] ?? 0)), 0);
}

/** The server's state as soon as nothing is left of its clients, or after a while. */
async function whenEmpty(readings: FleetReadings, atFirst: ServerState): Promise<ServerState> {
  const lastMs = performance.now() + EMPTY_WITHIN_MS;
  for (;;) {
    const state = await readings.read('resources=count');
    const { subscribers, waiters, timers, connections } = state;
    const held = subscribers + waiters + timers + connections.tcpOpen + leftOver(state, atFirst);
    if (held === 0 || performance.now() > lastMs) return state;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
