import { monotonicUs } from '../lab/clock.ts';
import type { FaultStep } from './fault.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { LabProcess, type Program } from './lab-process.ts';
import type { TrialPlan } from './trial-plan.ts';
import type { Place, ServerAnswer, ServerCommand } from './trial-server.ts';

type ServerProcess = LabProcess<ServerCommand, ServerAnswer>;
type ServerStep = Extract<FaultStep, { on: 'server' }>;

/** What became of the server of a trial, and when, on the monotonic clock. */
export interface ServerDeed {
  readonly kind: 'kill' | 'drain' | 'back';
  readonly atUs: number;
}

/** One server of a trial: one process, and where a fault takes it away, the next one on the same port. */
export class ServerUnderTest {
  readonly #program: Program;
  readonly #plan: TrialPlan;
  readonly #number: Pick<Place, 'index' | 'of' | 'log'>;
  readonly #deeds: ServerDeed[] = [];
  readonly #died: PromiseWithResolvers<never> = Promise.withResolvers();
  #process: ServerProcess;
  #ready: ServerAnswer | undefined;
  #gateway: Gateway | undefined;
  #startAtUs = 0;
  #closed = false;

  /** Its process starts at once. */
  constructor(program: Program, plan: TrialPlan, number: Pick<Place, 'index' | 'of' | 'log'>) {
    this.#program = program;
    this.#plan = plan;
    this.#number = number;
    // Who closes a server does not ask how it ended.
    this.#died.promise.catch(() => {});
    this.#process = this.#fork();
  }

  /** Rejects when the process ends that should not; never resolves. */
  get died(): Promise<never> {
    return this.#died.promise;
  }

  /** What was done to it, in order. */
  get deeds(): readonly ServerDeed[] {
    return this.#deeds;
  }

  /** @param shared what it has in common with a server that stands already */
  async open(shared: Omit<Place, 'index' | 'of' | 'log'> = {}): Promise<ServerAnswer> {
    this.#ready = await this.#ask({ type: 'open', plan: this.#plan, place: { ...shared, ...this.#number } });
    return this.#ready;
  }

  start(startAtUs: number): void {
    this.#startAtUs = startAtUs;
    this.#process.send({ type: 'start', startAtUs });
  }

  /** Takes it away, and resolves when the next one stands on its port. Rejects with a LabError. */
  async replace({ how, awayUs, gatewayStatus }: ServerStep): Promise<void> {
    const ready = this.#ready;
    if (ready === undefined) throw new Error('a server was taken away before it stood');
    const old = this.#process;
    const atUs = monotonicUs();
    this.#deeds.push({ kind: how, atUs });
    const gone = how === 'kill' ? old.kill() : old.close();
    // The next process starts meanwhile, and loads what it needs, so that it is there in time.
    const next = this.#fork();
    this.#process = next;
    await gone;
    const { tls, port, sharedPort, ownPorts } = ready;
    const takenPort = ownPorts[this.#plan.transport] ?? port;
    if (gatewayStatus !== undefined) {
      this.#gateway = await openGateway({
        port: takenPort,
        http: this.#plan.http,
        status: gatewayStatus,
        tls,
      });
    }
    await new Promise((resolve) => setTimeout(resolve, (atUs + awayUs - monotonicUs()) / 1e3));
    await this.#gateway?.close();
    if (this.#closed) return;
    await this.#ask({
      type: 'open',
      plan: this.#plan,
      place: {
        ...this.#number,
        port,
        ownPorts,
        startAtUs: this.#startAtUs,
        ...(sharedPort !== undefined && { sharedPort }),
        ...(tls && { tls }),
      },
    });
    this.#deeds.push({ kind: 'back', atUs: monotonicUs() });
  }

  /** From now on it also publishes the part of another server, which is gone. */
  standIn(forIndex: number): void {
    this.#process.send({ type: 'stand-in', forIndex });
  }

  standDown(forIndex: number): void {
    this.#process.send({ type: 'stand-down', forIndex });
  }

  /** The death of its process, where that is what an error came of; else the error. */
  explain(error: unknown): Promise<unknown> {
    return this.#process.explain(error);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([this.#gateway?.close(), this.#process.close()]);
  }

  #ask(command: ServerCommand): Promise<ServerAnswer> {
    const ready = this.#process.answer('ready');
    this.#process.send(command);
    return ready;
  }

  #fork(): ServerProcess {
    const forked: ServerProcess = new LabProcess(this.#program, 'server', 'server');
    forked.died.catch((death: unknown) => {
      if (forked === this.#process && !this.#closed) this.#died.reject(death);
    });
    return forked;
  }
}
