import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { defineErrorCodes, LabError } from '../../../lab/errors.ts';
import { listen } from '../../../transports/listen.ts';
import { nginxConfiguration } from './configuration.ts';

const codes = defineErrorCodes({ 'nginx-silent': 'nginx was started as a peer and does not answer' });

const POLL_MS = 20;
const PATIENCE_MS = 5_000;

/** Where this machine's nginx has the module; undefined where either is missing. */
export function findNchan(): string | undefined {
  // -V says on stderr how nginx was built.
  const { stderr } = spawnSync('nginx', ['-V'], { encoding: 'utf8' });
  const [, folder] = /--modules-path=(\S+)/.exec(stderr ?? '') ?? [];
  const module = join(folder ?? '', 'ngx_nchan_module.so');
  return folder !== undefined && existsSync(module) ? module : undefined;
}

/** A running nginx of our own: never the system's service, whose configuration and port are not ours. */
interface Nginx {
  readonly port: number;
  /** The one worker: the process that serves, and whose cost is counted. */
  readonly workerPid: number;
  close(): Promise<void>;
}

/** Starts nginx with one worker and a folder of its own. Rejects with a LabError. */
export async function startNginx(module: string, address: string): Promise<Nginx> {
  const prefix = await mkdtemp(join(tmpdir(), 'lab-nchan-'));
  const port = await freePort(address);
  await writeFile(join(prefix, 'nginx.conf'), nginxConfiguration({ module, address, port, prefix }));
  // With its parent it ends, however that ends: a server process may be killed.
  const words = ['nginx', '-p', prefix, '-c', join(prefix, 'nginx.conf'), '-e', join(prefix, 'error.log')];
  const master = spawn('setpriv', ['--pdeathsig', 'TERM', ...words], { stdio: 'ignore' });
  const ended = once(master, 'exit').catch(() => {});
  const close = async (): Promise<void> => {
    master.kill('SIGTERM');
    await ended;
    await rm(prefix, { recursive: true, force: true });
  };
  try {
    const workerPid = await firstWorker(master, port, address);
    if (workerPid !== undefined) return { port, workerPid, close };
    throw new LabError(codes['nginx-silent'], {
      expected: `nginx with nchan on ${address} port ${port} within ${PATIENCE_MS / 1e3} s`,
      got: (await readFile(join(prefix, 'error.log'), 'utf8').catch(() => '')).trim() || 'nothing',
    });
  } catch (error) {
    await close();
    throw error;
  }
}

/** nginx cannot choose a port by itself. */
async function freePort(address: string): Promise<number> {
  const server = net.createServer();
  const port = await listen(server, 0, address);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves when nginx takes connections, with its worker; with nothing where it does not in time. */
async function firstWorker(master: ChildProcess, port: number, address: string): Promise<number | undefined> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS && master.exitCode === null; waitedMs += POLL_MS) {
    const children = await readFile(`/proc/${master.pid}/task/${master.pid}/children`, 'utf8').catch(
      () => '',
    );
    const worker = Number(children.split(' ')[0]);
    if (worker > 0 && (await answers(port, address))) return worker;
    await wait(POLL_MS);
  }
  return undefined;
}

const answers = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect({ port, host });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
