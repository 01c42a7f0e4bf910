import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net, { type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { defineErrorCodes, LabError } from '../errors.ts';
import { findProgram } from '../outside-program.ts';
import { listensAt } from './process-figures.ts';

const codes = defineErrorCodes({
  'outside-server-failed': 'A program that the lab starts beside itself did not start, or ended too soon',
});

const POLL_MS = 10;
/** nginx tries for 2.5 s to bind a port that is taken before it says so. */
const PATIENCE_MS = 10_000;
const KILL_AFTER_MS = 5_000;
/** Between finding a port free and its being bound, another program may take it. */
const TRIES = 3;
const LAST_WORDS_BYTES = 4_000;

/** How a program of other people is started as a server of the lab's own, never as the system's service. */
export interface OutsideProgram {
  /** Such as `nginx`. */
  readonly name: string;
  readonly address: string;
  /** A free one unless told. */
  readonly port?: number;
  /** A command that it is started by, such as `taskset -c 1`. */
  readonly within?: readonly string[];
  /** Its files by their name in the folder, and the words after its name; it has to stay in the foreground. */
  launch(place: { readonly folder: string; readonly port: number }): {
    readonly files: Readonly<Record<string, string>>;
    readonly words: readonly string[];
  };
}

export interface OutsideServer {
  readonly port: number;
  /** Of the process that was started; what it started itself are its children. */
  readonly pid: number;
  /** Rejects when it ends that should not; never resolves. */
  readonly died: Promise<never>;
  isRunning(): boolean;
  /** Ends it and takes its folder away. */
  close(): Promise<void>;
}

/** The path of a server's program: Debian keeps them where only root's PATH leads. */
export const findServerProgram = (name: string): string | undefined =>
  findProgram(name, [process.env.PATH ?? '', '/usr/local/sbin', '/usr/sbin'].join(delimiter));

/** Resolves when the program listens. Rejects with a LabError that holds its own last words; then nothing of it is left. */
export async function startOutsideServer(program: OutsideProgram): Promise<OutsideServer> {
  for (let tried = 1; ; tried++) {
    const port = program.port ?? (await freePort(program.address));
    try {
      return await start(program, port);
    } catch (error) {
      const taken = program.port === undefined && !(await isFree(port, program.address));
      if (!taken || tried === TRIES) throw error;
    }
  }
}

async function start(program: OutsideProgram, port: number): Promise<OutsideServer> {
  const { name, within = [] } = program;
  const folder = await mkdtemp(join(tmpdir(), `lab-${name}-`));
  const { files, words } = program.launch({ folder, port });
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    // A private key may be among them.
    await writeFile(join(folder, file), text, { mode: 0o600 });
  }
  const path = findServerProgram(name) ?? name;
  const command = [...within, ...endingWithUs(), path, ...words] as [string, ...string[]];
  const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
  let lastWords = '';
  child.stderr.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-LAST_WORDS_BYTES);
  });
  const ended = once(child, 'close').then(
    ([code, signal]) => `its end (${signal ?? `exit ${code}`})`,
    (error: Error) => error.message,
  );
  let closing = false;
  const failure = (how: string): LabError =>
    new LabError(codes['outside-server-failed'], {
      expected: `${name} to serve on ${program.address} port ${port}`,
      got: [how, lastWords.trim()].filter((part) => part !== '').join(': '),
    });
  const died = ended.then((how): Promise<never> => {
    if (!closing) throw failure(how);
    return new Promise(() => {});
  });
  // Who waits for it to listen, or plays a trial with it, hears of it.
  died.catch(() => {});
  const close = async (): Promise<void> => {
    closing = true;
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    await ended;
    clearTimeout(kill);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const listens = await Promise.race([untilListening(child, program.address, port), died]);
    if (listens) {
      const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
      return { port, pid: child.pid ?? 0, died, isRunning, close };
    }
    throw failure(`nothing within ${PATIENCE_MS / 1e3} s`);
  } catch (error) {
    await close();
    throw error;
  }
}

/** It ends with its parent, however that ends: a process of the lab may be killed. */
const endingWithUs = (): readonly string[] =>
  findProgram('setpriv', process.env.PATH ?? '') === undefined ? [] : ['setpriv', '--pdeathsig', 'TERM'];

/** True once it is this process that listens; where the system does not tell whose port it is, once it is taken. */
async function untilListening(child: ChildProcess, address: string, port: number): Promise<boolean> {
  const listens = existsSync('/proc/self/net/tcp')
    ? async () => listensAt(child.pid ?? 0, port)
    : async () => !(await isFree(port, address));
  const lastMs = performance.now() + PATIENCE_MS;
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    if (await listens()) return true;
    if (performance.now() > lastMs) return false;
    await wait(POLL_MS);
  }
  // Its end is told with its last words.
  return new Promise(() => {});
}

/** Rejects where the port is taken. */
async function bind(server: Server, port: number, host: string): Promise<void> {
  server.listen({ port, host });
  await once(server, 'listening');
}

/** For a program that cannot let the system choose a port. */
export async function freePort(address: string): Promise<number> {
  const server = net.createServer();
  await bind(server, 0, address);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function isFree(port: number, address: string): Promise<boolean> {
  const server = net.createServer();
  try {
    await bind(server, port, address);
  } catch {
    return false;
  }
  await new Promise((resolve) => server.close(resolve));
  return true;
}
