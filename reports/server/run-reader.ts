import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { defineErrorCodes, LabError, type LabErrorDetails, messageOf } from '../../lab/errors.ts';
import type { RunSummary } from '../run-entry.ts';

const codes = defineErrorCodes({
  'run-too-heavy': 'A run.json takes longer to read than any result of this lab',
});

export type ReadJob =
  | { readonly task: 'summary' | 'check'; readonly path: string }
  | { readonly task: 'report'; readonly path: string; readonly id: string };

/** What a run.json says of itself, in short. */
export interface RunHead {
  readonly id: string;
  readonly startedAt: string;
  readonly summary: RunSummary;
}

export type ReadAnswer = RunHead | { readonly json: string };

type Message = { readonly number: number } & (
  | { readonly answer: ReadAnswer; readonly failed?: undefined }
  | { readonly failed: { readonly code: string; readonly details: LabErrorDetails } }
);

interface Waiting {
  readonly job: ReadJob;
  readonly resolve: (answer: ReadAnswer) => void;
  readonly reject: (error: unknown) => void;
}

const PATIENCE_MS = 30_000;

/**
 * Reads and distils runs in threads of its own: a file of 64 MB must not keep the others waiting, and one
 * that was made to take for ever is given up with its thread.
 */
export class RunReader {
  readonly #queue: Waiting[] = [];
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #most = Math.min(4, availableParallelism());
  readonly #timers = new Set<NodeJS.Timeout>();
  #number = 0;
  #closed = false;

  constructor() {
    // A thread takes a third of a second to start, which the first comparison need not wait for.
    while (this.#all.size < this.#most) this.#idle.push(this.#start());
  }

  summary(path: string): Promise<RunHead> {
    return this.#ask({ task: 'summary', path }) as Promise<RunHead>;
  }

  /** As `summary`, and that a report can be made of it. */
  check(path: string): Promise<RunHead> {
    return this.#ask({ task: 'check', path }) as Promise<RunHead>;
  }

  /** The distilled report under this id, as JSON. */
  async report(path: string, id: string): Promise<string> {
    return ((await this.#ask({ task: 'report', path, id })) as { json: string }).json;
  }

  /** What is still being read is given up without a word: nobody is there any more to hear it. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  #ask(job: ReadJob): Promise<ReadAnswer> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#closed) return;
    const worker = this.#idle.pop() ?? (this.#all.size < this.#most ? this.#start() : undefined);
    if (worker === undefined) return;
    const waiting = this.#queue.shift();
    if (waiting === undefined) this.#idle.push(worker);
    else this.#give(worker, waiting);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url));
    // An open report server is kept alive by its socket, and by nothing else.
    worker.unref();
    this.#all.add(worker);
    // One that fails while it reads nothing would take the server along.
    worker.on('error', () => {
      this.#all.delete(worker);
      const place = this.#idle.indexOf(worker);
      if (place >= 0) this.#idle.splice(place, 1);
    });
    return worker;
  }

  #give(worker: Worker, { job, resolve, reject }: Waiting): void {
    this.#number += 1;
    const number = this.#number;
    const lose = (error: unknown): void => {
      done();
      this.#all.delete(worker);
      void worker.terminate();
      reject(error);
      this.#next();
    };
    const tooHeavy = (): void => lose(heavy(`nothing within ${PATIENCE_MS / 1e3} s`));
    const timer = setTimeout(tooHeavy, PATIENCE_MS);
    this.#timers.add(timer);
    const onError = (error: unknown): void => lose(heavy(messageOf(error)));
    const onMessage = (message: Message): void => {
      if (message.number !== number) return;
      done();
      this.#idle.push(worker);
      if (message.failed === undefined) resolve(message.answer);
      else reject(new LabError(message.failed.code, message.failed.details));
      this.#next();
    };
    const done = (): void => {
      clearTimeout(timer);
      this.#timers.delete(timer);
      worker.off('message', onMessage).off('error', onError);
    };
    worker.on('message', onMessage).on('error', onError);
    worker.postMessage({ number, job });
  }
}

const heavy = (got: string): LabError =>
  new LabError(codes['run-too-heavy'], {
    expected: 'a run.json that can be read',
    got,
    remedy: 'Take the run.json that npm run bench wrote, as it is.',
    status: 422,
  });
