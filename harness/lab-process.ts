import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { monotonicUs } from '../lab/clock.ts';
import { defineErrorCodes, LabError, type LabErrorDetails } from '../lab/errors.ts';
import { ClockBounds } from './clock-bounds.ts';
import { allowedCpus } from './cores.ts';
import type { ClockReading } from './results/clock-schema.ts';

const codes = defineErrorCodes({
  'process-ended': 'A server or load process of the lab ended before its work was done',
  'process-silent': 'A server or load process of the lab did not answer in time',
});

/** How long a process may take to do what it was told, where nothing else says so. */
const PATIENCE_MS = 30_000;
const KILL_AFTER_MS = 6_000;
/** The first one finds cold code; the best of several counts. */
const CLOCK_READINGS = 3;

/** Of what a process writes in the end: V8 gives a page of addresses with its reason. */
const LAST_WORDS_BYTES = 16_000;

/** Read once: afterwards the coordinator is kept on some of them, and would count only those. */
export const CORES = availableParallelism();

const pinning = spawnSync('taskset', ['--version']).status === 0 && CORES > 1;

/** True where server and load processes are kept on cores of their own. */
export const processesArePinned = (): boolean => pinning;

/** Keeps the coordinator, this process, off the server's core. */
export function pinCoordinator(): void {
  if (pinning) spawnSync('taskset', ['-acp', coresOf('load'), String(process.pid)]);
}

const CPUS = allowedCpus() ?? Array.from({ length: CORES }, (_, index) => index);

/** Server on the first core; load and coordinator on the others. */
const coresOf = (role: 'server' | 'load'): string =>
  role === 'server' ? String(CPUS[0]) : CPUS.slice(1).join(',');

/** The words that a command is started by to be kept on the cores of its role; none where that cannot be. */
export const onCoresOf = (role: 'server' | 'load'): readonly string[] =>
  pinning ? ['taskset', '-c', coresOf(role)] : [];

/** A file that Node runs as a process of the lab, with the words it is started with and Node's own flags. */
export interface Program {
  readonly file: URL;
  readonly words?: readonly string[];
  /** Such as `--tls-keylog=…`. */
  readonly nodeFlags?: readonly string[];
  /** A command that runs another one, such as `ip netns exec …`, and its words. */
  readonly within?: readonly string[];
}

/** What a process sends when it could not do what it was told. */
export interface FailedMessage {
  readonly type: 'failed';
  readonly code: string;
  readonly message: string;
  /** Of a LabError: it is thrown again as it was. */
  readonly details?: LabErrorDetails;
}

/** What every process answers to `clock`. */
export interface ClockMessage {
  readonly type: 'clock';
  readonly monotonicUs: number;
}

/**
 * A server or load process with which the coordinator exchanges messages. It ends itself when the
 * coordinator is gone, so that nothing is left behind by a crash.
 */
export class LabProcess<Command extends { type: string }, Answer extends { type: string }> {
  readonly #child: ChildProcess;
  readonly #name: string;
  readonly #exited: Promise<unknown>;
  #stderr = '';

  constructor(
    { file, words = [], nodeFlags = [], within = [] }: Program,
    name: string,
    role: 'server' | 'load',
  ) {
    this.#name = name;
    const path = fileURLToPath(file);
    const stdio = ['ignore', 'ignore', 'pipe', 'ipc'] as const;
    // Structured clone carries typed arrays and undefined; JSON would not.
    const options = { stdio: [...stdio], serialization: 'advanced' as const };
    const [execPath, ...execArgv] = [...within, ...onCoresOf(role), process.execPath, ...nodeFlags];
    this.#child = fork(path, words, { ...options, ...(execPath && { execPath }), execArgv });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-LAST_WORDS_BYTES);
    });
    this.#exited = once(this.#child, 'exit');
    this.died = this.#exited.then((how) => {
      const [code, signal] = how as [number | null, string | null];
      throw this.#ended('its work', `exit ${signal ?? code}`);
    });
    // Who closes a process does not ask how it ended.
    this.died.catch(() => {});
    // Whoever waits for an answer hears of it; an 'error' without a listener would end the run.
    this.#child.on('error', () => {});
  }

  /** Rejects when the process ends without having been told to; never resolves. */
  readonly died: Promise<never>;

  /** The death of this process, where that is what an error came of; else the error. */
  async explain(error: unknown): Promise<unknown> {
    // Its connections break a moment before its end is told.
    const noDeath = new Promise((resolve) => setTimeout(resolve, 100, error));
    return Promise.race([this.died.catch((death: unknown) => death), noDeath]);
  }

  send(command: Command): void {
    if (this.#child.connected) this.#child.send(command);
  }

  /** Calls back for every message of this type. */
  listen<Type extends Answer['type']>(
    type: Type,
    hear: (answer: Extract<Answer, { type: Type }>) => void,
  ): void {
    this.#child.on('message', (message) => {
      if ((message as Answer).type === type) hear(message as Extract<Answer, { type: Type }>);
    });
  }

  /**
   * Resolves with the next message of this type. Rejects with a LabError when the process fails,
   * ends, or says nothing in time.
   */
  answer<Type extends Answer['type']>(
    type: Type,
    patienceMs: number = PATIENCE_MS,
  ): Promise<Extract<Answer, { type: Type }>> {
    return this.#await(type, patienceMs);
  }

  #await<Message>(type: string, patienceMs: number): Promise<Message> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        child.off('message', onMessage);
        child.off('exit', onExit);
        child.off('error', onError);
        finish();
      };
      const onMessage = (message: unknown): void => {
        const came = message as { type: string };
        if (came.type === type) settle(() => resolve(came as Message));
        else if (came.type === 'failed') settle(() => reject(this.#failure(came as FailedMessage)));
      };
      const onExit = (status: number | null, signal: string | null): void =>
        settle(() => reject(this.#ended(type, `exit ${signal ?? status}`)));
      const onError = (error: Error): void => settle(() => reject(this.#ended(type, error.message)));
      const timer = setTimeout(() => settle(() => reject(this.#silent(type, patienceMs))), patienceMs);
      child.on('message', onMessage);
      child.once('exit', onExit);
      child.once('error', onError);
      if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
    });
  }

  /** Ends it at once and without a word (SIGKILL). */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  /** Compares its clock with this process's. */
  async readClock(): Promise<ClockReading> {
    const bounds = new ClockBounds();
    for (let reading = 0; reading < CLOCK_READINGS; reading++) {
      const answer = this.#await<ClockMessage>('clock', PATIENCE_MS);
      const askedAtUs = monotonicUs();
      if (this.#child.connected) this.#child.send({ type: 'clock' });
      const { monotonicUs: readUs } = await answer;
      bounds.add(askedAtUs, readUs, monotonicUs());
    }
    return bounds.reading;
  }

  /** Asks it to end (SIGTERM), and ends it where it does not. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    await this.#exited;
    clearTimeout(kill);
  }

  #failure({ code, message, details }: FailedMessage): LabError {
    return new LabError(
      code,
      details ?? { expected: `the ${this.#name} process to do its work`, got: message },
    );
  }

  #ended(type: string, how: string): LabError {
    const lastWords = lastWordsOf(this.#stderr);
    return new LabError(codes['process-ended'], {
      expected: `"${type}" from the ${this.#name} process`,
      got: `its end (${how})${lastWords ? `: ${lastWords}` : ''}`,
    });
  }

  #silent(type: string, patienceMs: number): LabError {
    return new LabError(codes['process-silent'], {
      expected: `"${type}" from the ${this.#name} process within ${patienceMs / 1e3} s`,
      got: 'nothing',
      remedy: 'The machine may be too busy: try fewer clients or a lower rate.',
    });
  }
}

/** What it died of, where that was said; Node's version or an address comes after it. */
function lastWordsOf(stderr: string): string | undefined {
  const lines = stderr.trim().split('\n');
  return lines.findLast((line) => /^(FATAL ERROR|\w*Error)\b/.test(line)) ?? lines.at(-1);
}
