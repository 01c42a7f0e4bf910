import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { listen } from '../../transports/listen.ts';
import type { ComposeFile, Service } from './compose-file.ts';
import { asItStandsHere, idsOf, layOutRoot, type Standing } from './container-root.ts';
import { readDockerfile, type Stage } from './dockerfile.ts';
import { WORKING_FOLDER } from './image-files.ts';

const HEALTHY_MS = 60_000;
const POLL_MS = 100;
const KILL_AFTER_MS = 10_000;

/** A service's command that runs here, without a container. */
export interface RunningService {
  /** What it wrote so far. */
  output(): string;
  /** The exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  /** Asks it to end as an engine does: SIGTERM, and SIGKILL 10 s later. */
  stop(): Promise<number | string>;
}

/**
 * Runs what docker-compose.yml says as processes of this machine: the same words, environment and user, with the
 * files that the image or a mount would give it and no others of the lab. Where a container has a root and a name of
 * its own, a process here has a folder and a port of its own; both are written into its words and files.
 */
export class Machine {
  readonly #folder: string;
  readonly #file: ComposeFile;
  readonly #stages: ReadonlyMap<string, Stage>;
  /** `service:port` of a container → the port here. */
  readonly #ports = new Map<string, number>();
  /** By their folder. */
  readonly #roots = new Map<string, Promise<void>>();
  readonly #running = new Set<ChildProcess>();

  static async open(file: ComposeFile): Promise<Machine> {
    const folder = await mkdtemp(join(tmpdir(), 'lab-compose-'));
    await chmod(folder, 0o755);
    const machine = new Machine(folder, file, await readDockerfile());
    for (const [name, service] of Object.entries(file.services)) {
      for (const port of portsOf(service)) machine.#ports.set(`${name}:${port}`, await freePort());
    }
    return machine;
  }

  private constructor(folder: string, file: ComposeFile, stages: ReadonlyMap<string, Stage>) {
    this.#folder = folder;
    this.#file = file;
    this.#stages = stages;
  }

  /** The port of this machine that stands for a service's own. */
  portOf(name: string, port: number): number {
    return this.#ports.get(`${name}:${port}`) ?? 0;
  }

  /** @param words take the place of the service's command, as those of `docker compose run` do */
  async start(name: string, words?: readonly string[]): Promise<RunningService> {
    const { command, entrypoint } = this.#service(name);
    const child = await this.#spawn(name, [...(entrypoint ?? []), ...(words ?? command ?? [])]);
    this.#running.add(child);
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    const ended = endOf(child);
    void ended.then(() => this.#running.delete(child));
    return {
      output: () => output,
      ended,
      stop: () => stop(child),
    };
  }

  /** Runs the service's health check once; 0 is healthy. */
  async check(name: string): Promise<number | string> {
    const [kind, ...words] = this.#service(name).healthcheck?.test ?? [];
    return endOf(await this.#spawn(name, kind === 'CMD-SHELL' ? ['sh', '-c', words.join(' ')] : words));
  }

  /** Resolves when its health check says so; rejects where it ends, or does not within a minute. */
  async healthy(name: string, running: RunningService): Promise<void> {
    const giveUp = Date.now() + HEALTHY_MS;
    let how: number | string | undefined;
    void running.ended.then((end) => {
      how = end;
    });
    while ((await this.check(name)) !== 0) {
      if (how !== undefined || Date.now() > giveUp)
        throw new Error(`${name} is not healthy (${how ?? 'too late'}): ${running.output()}`);
      await wait(POLL_MS);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map(stop));
    await rm(this.#folder, { recursive: true, force: true });
  }

  #service(name: string): Service {
    const service = this.#file.services[name];
    if (service === undefined)
      throw new Error(`docker-compose.yml has no service ${name} in these profiles.`);
    return service;
  }

  async #spawn(name: string, words: readonly string[]): Promise<ChildProcess> {
    const service = this.#service(name);
    const stage = this.#stages.get(service.build?.target ?? '');
    const standing = this.#standing(name, service);
    await this.#laidOut(name, service, stage, standing);
    const here = (text: string): string => asItStandsHere(text, name, service, standing);
    const [program = '', ...rest] = words.map(here);
    const environment = Object.entries({ ...stage?.environment, ...service.environment });
    const [uid, gid] = idsOf(service, stage);
    return spawn(program, rest, {
      cwd: stage === undefined ? standing.root : join(standing.root, WORKING_FOLDER),
      env: {
        PATH: `${join(standing.root, 'bin')}:${process.env.PATH}`,
        ...Object.fromEntries(environment.map(([key, value]) => [key, here(value ?? '')])),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Who is not root runs all as themselves.
      ...(process.getuid?.() === 0 && { uid, gid }),
    });
  }

  /** Services of one image share the folder: none of them writes to it. */
  #standing(name: string, { build }: Service): Standing {
    const root = join(this.#folder, 'roots', build?.target ?? name);
    return { root, volumes: join(this.#folder, 'volumes'), ports: this.#ports };
  }

  #laidOut(name: string, service: Service, stage: Stage | undefined, standing: Standing): Promise<void> {
    const making = this.#roots.get(standing.root) ?? layOutRoot(name, service, stage, standing);
    this.#roots.set(standing.root, making);
    return making;
  }
}

const portsOf = ({ ports, expose }: Service): number[] => [
  ...new Set([...ports.map(({ target }) => target), ...expose.map(Number)]),
];

const endOf = async (child: ChildProcess): Promise<number | string> => {
  if (child.exitCode !== null) return child.exitCode;
  if (child.signalCode !== null) return child.signalCode;
  return once(child, 'exit').then(
    ([code, signal]) => (code as number | null) ?? String(signal),
    (error: Error) => error.message,
  );
};

/** SIGKILL at once would leave the workers of nginx behind. */
async function stop(child: ChildProcess): Promise<number | string> {
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  const how = await endOf(child);
  clearTimeout(kill);
  return how;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0, '127.0.0.1');
  await new Promise((closed) => server.close(closed));
  return port;
}
