import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findServerProgram, type OutsideServer, startOutsideServer } from './outside/outside-server.ts';
import { need } from './outside-program.ts';

const HOST = '127.0.0.1';
const POLL_MS = 10;

/** Skips a test where there is none; in CI the test fails. */
export const needRedis = (test: Parameters<typeof need>[0]): void =>
  need(
    test,
    'the program redis-server',
    findServerProgram('redis-server') !== undefined,
    'Let .ci/run install it.',
  );

/**
 * A Redis of the lab's own, with a port and a folder of its own; never the system's service. It writes down what it
 * is told (AOF) before it answers, as one does that is to survive its own restart.
 */
export class RedisServer {
  readonly port: number;
  readonly #folder: string;
  readonly #within: readonly string[];
  #server: OutsideServer;

  /**
   * Rejects with a LabError where it does not start; then nothing of it is left.
   *
   * @param within a command that it is started by, such as `taskset -c 1`
   */
  static async start(within: readonly string[] = []): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), 'lab-redis-'));
    try {
      return new RedisServer(await run(folder, within), folder, within);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  private constructor(server: OutsideServer, folder: string, within: readonly string[]) {
    this.port = server.port;
    this.#server = server;
    this.#folder = folder;
    this.#within = within;
  }

  get url(): string {
    return `redis://${HOST}:${this.port}`;
  }

  get pid(): number {
    return this.#server.pid;
  }

  /** Resolves when it answers. It has what it had. */
  async startAgain(): Promise<void> {
    this.#server = await run(this.#folder, this.#within, this.port);
  }

  /** Ends it as a restart does, with what it has written down. */
  async stop(): Promise<void> {
    // One that is frozen hears SIGTERM only when it goes on.
    this.thaw();
    await this.#server.close();
  }

  /** It stands still: connections stay, nothing is answered. */
  freeze(): void {
    process.kill(this.pid, 'SIGSTOP');
  }

  thaw(): void {
    if (this.#server.isRunning()) process.kill(this.pid, 'SIGCONT');
  }

  /** Ends it and takes its folder away. */
  async close(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** @param port a free one unless told */
async function run(folder: string, within: readonly string[], port?: number): Promise<OutsideServer> {
  const server = await startOutsideServer({
    name: 'redis-server',
    address: HOST,
    within,
    ...(port !== undefined && { port }),
    launch: ({ port: own }) => ({
      files: {},
      words: [
        ...['--bind', HOST, '--port', String(own), '--dir', folder],
        ...['--appendonly', 'yes', '--save', '', '--loglevel', 'warning'],
      ],
    }),
  });
  // It listens before it has read what it had written down.
  while (!(await answers(server.port))) await Promise.race([wait(POLL_MS), server.died]);
  return server;
}

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
