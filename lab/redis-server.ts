import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { defineErrorCodes, LabError } from './errors.ts';
import { findProgram, need } from './outside-program.ts';

const codes = defineErrorCodes({
  'redis-silent': 'A Redis that the lab starts for itself does not answer',
});

const HOST = '127.0.0.1';
const PATIENCE_MS = 10_000;
const KILL_AFTER_MS = 5_000;
const POLL_MS = 10;
/** Between finding a port free and its being bound, another program may take it. */
const TRIES = 3;
const LAST_WORDS_BYTES = 4_000;

/** Debian keeps servers where only root's PATH leads. */
const findRedis = (): string | undefined =>
  findProgram('redis-server', [process.env.PATH ?? '', '/usr/local/bin', '/usr/bin'].join(delimiter));

/** Skips a test where there is none; in CI the test fails. */
export const needRedis = (test: Parameters<typeof need>[0]): void =>
  need(test, 'the program redis-server', findRedis() !== undefined, 'Let .ci/run install it.');

/**
 * A Redis of the lab's own, with a port and a folder of its own; never the system's service. It writes down what it
 * is told (AOF) before it answers, as one does that is to survive its own restart.
 */
export class RedisServer {
  readonly port: number;
  readonly #folder: string;
  readonly #within: readonly string[];
  #child: ChildProcess | undefined;
  #lastWords = '';

  /**
   * Rejects with a LabError where it does not start; then nothing of it is left.
   *
   * @param within a command that it is started by, such as `taskset -c 1`
   */
  static async start(within: readonly string[] = []): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), 'lab-redis-'));
    for (let tried = 1; ; tried++) {
      const server = new RedisServer(await freePort(), folder, within);
      try {
        await server.startAgain();
        return server;
      } catch (error) {
        if (tried < TRIES) continue;
        await server.close();
        throw error;
      }
    }
  }

  private constructor(port: number, folder: string, within: readonly string[]) {
    this.port = port;
    this.#folder = folder;
    this.#within = within;
  }

  get url(): string {
    return `redis://${HOST}:${this.port}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Resolves when it answers. It has what it had. */
  async startAgain(): Promise<void> {
    const [program = '', ...words] = [...this.#within, ...endingWithUs(), findRedis() ?? 'redis-server'];
    const own = ['--bind', HOST, '--port', String(this.port), '--dir', this.#folder];
    const keeping = ['--appendonly', 'yes', '--save', '', '--loglevel', 'warning'];
    const child = spawn(program, [...words, ...own, ...keeping], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    this.#lastWords = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        this.#lastWords = (this.#lastWords + chunk.toString()).slice(-LAST_WORDS_BYTES);
      });
    }
    child.on('error', (error) => {
      this.#lastWords += error.message;
    });
    const lastMs = performance.now() + PATIENCE_MS;
    while (isRunning(child) && performance.now() < lastMs) {
      if (await answers(this.port)) return;
      await wait(POLL_MS);
    }
    await this.stop();
    throw new LabError(codes['redis-silent'], {
      expected: `redis-server to answer on ${HOST} port ${this.port}`,
      got: this.#lastWords.trim() || 'nothing',
      remedy: 'Install redis-server, or name a Redis that runs with --log redis://host:port.',
    });
  }

  /** Ends it as a restart does, with what it has written down. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined || !isRunning(child)) return;
    const ended = once(child, 'exit');
    // One that is frozen hears SIGTERM only when it goes on.
    this.thaw();
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    await ended;
    clearTimeout(kill);
  }

  /** It stands still: connections stay, nothing is answered. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Ends it and takes its folder away. */
  async close(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

/** It ends with its parent, however that ends: a process of the lab may be killed. */
const endingWithUs = (): readonly string[] =>
  findProgram('setpriv', process.env.PATH ?? '') === undefined ? [] : ['setpriv', '--pdeathsig', 'TERM'];

/** Redis cannot let the system choose a port. */
async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** It answers PING with PONG once it has read what it had written down. */
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect({ port, host: HOST });
    socket.once('error', () => resolve(false));
    socket.once('data', (answer: Buffer) => {
      socket.destroy();
      resolve(answer.toString().startsWith('+PONG'));
    });
    socket.once('connect', () => socket.write('PING\r\n'));
  });
