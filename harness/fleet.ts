import type { FaultStep } from './fault.ts';
import type { FleetReadings } from './fleet-readings.ts';
import type { Program } from './lab-process.ts';
import { type ServerDeed, ServerUnderTest } from './server-under-test.ts';
import type { SharedLog } from './trial-log.ts';
import type { TrialPlan } from './trial-plan.ts';
import type { ServerAnswer } from './trial-server.ts';

type ServerStep = Extract<FaultStep, { on: 'server' }>;

/** The servers of one trial: one, unless the plan asks for more. */
export class Fleet {
  readonly #servers: readonly ServerUnderTest[];
  readonly #log: SharedLog | undefined;

  /**
   * Their processes start at once.
   *
   * @param log that they share; without one, each has its own
   */
  constructor(program: Program, plan: TrialPlan, log: SharedLog | undefined) {
    const of = plan.servers ?? 1;
    this.#log = log;
    this.#servers = Array.from(
      { length: of },
      (_, index) => new ServerUnderTest(program, plan, { index, of, ...(log && { log }) }),
    );
  }

  /** Rejects when a process ends that should not; never resolves. */
  get died(): Promise<never> {
    return Promise.race(this.#servers.map(({ died }) => died));
  }

  /** What was done to them, in order of time. */
  get deeds(): readonly ServerDeed[] {
    return this.#servers.flatMap(({ deeds }) => deeds).sort((a, b) => a.atUs - b.atUs);
  }

  /**
   * Resolves with where each of them is: on a port of its own. Several also listen on one port together, where
   * the system spreads connections over them. They have one certificate, because clients know one.
   */
  async open(): Promise<readonly ServerAnswer[]> {
    const [first, ...others] = this.#servers;
    if (first === undefined) throw new Error('a trial without a server');
    const opened = await first.open();
    const { sharedPort, ownPorts, tls } = opened;
    const likeFirst = { ownPorts, ...(sharedPort !== undefined && { sharedPort }), ...(tls && { tls }) };
    return [opened, ...(await Promise.all(others.map((other) => other.open(likeFirst))))];
  }

  start(startAtUs: number): void {
    for (const server of this.#servers) server.start(startAtUs);
  }

  /**
   * Takes as many of them away as the step says, all unless told, and resolves when the next ones stand in their
   * places. What happens does not stop for a server: with a log that all share, those that are left publish what
   * was its part.
   */
  async replace(step: ServerStep, readings: FleetReadings): Promise<void> {
    const struck = this.#servers.slice(0, step.servers);
    const left = this.#log === undefined ? [] : this.#servers.slice(struck.length);
    await Promise.all(
      struck.map(async (server, index) => {
        readings.leave(index);
        const back = server.replace(step);
        left[index % left.length]?.standIn(index);
        await back;
        await readings.comeBack(index);
        left[index % left.length]?.standDown(index);
      }),
    );
  }

  /** The death of one of their processes, where that is what an error came of; else the error. */
  async explain(error: unknown): Promise<unknown> {
    const causes = await Promise.all(this.#servers.map((server) => server.explain(error)));
    return causes.find((cause) => cause !== error) ?? error;
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.close()));
  }
}
