import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { listen } from '../../transports/listen.ts';
import { type ComposeFile, ROOT, type Service } from './compose-file.ts';
import { readDockerfile, type Stage } from './dockerfile.ts';
import { layOutImage, WORKING_FOLDER } from './image-files.ts';

const HEALTHY_MS = 20_000;
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
  /** Stage of the Dockerfile → the folder that is its root here. */
  readonly #images = new Map<string, Promise<string>>();
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
      stop: async () => {
        child.kill('SIGTERM');
        const kill = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
        const how = await ended;
        clearTimeout(kill);
        return how;
      },
    };
  }

  /** Runs the service's health check once; 0 is healthy. */
  async check(name: string): Promise<number | string> {
    const [kind, ...words] = this.#service(name).healthcheck?.test ?? [];
    return endOf(await this.#spawn(name, kind === 'CMD-SHELL' ? ['sh', '-c', words.join(' ')] : words));
  }

  /** Resolves when its health check says so; rejects where it ends, or does not within 20 s. */
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
    const ended = [...this.#running].map((child) => {
      child.kill('SIGKILL');
      return endOf(child);
    });
    await Promise.all(ended);
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
    const root = await this.#rootOf(name, service, stage);
    const [program = '', ...rest] = words.map((word) => this.#here(word, name, root));
    const environment = Object.entries({ ...stage?.environment, ...service.environment }).map(
      ([key, value]) => [key, this.#here(value ?? '', name, root)],
    );
    const [uid, gid] = idsOf(service, stage);
    return spawn(program, rest, {
      cwd: stage === undefined ? root : join(root, WORKING_FOLDER),
      env: { PATH: `${join(this.#folder, 'bin')}:${process.env.PATH}`, ...Object.fromEntries(environment) },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Who is not root runs all as themselves.
      ...(process.getuid?.() === 0 && { uid, gid }),
    });
  }

  /** The folder that stands for the container's root, made when it is first asked for. */
  #rootOf(name: string, service: Service, stage: Stage | undefined): Promise<string> {
    const key = service.build?.target ?? name;
    const made = this.#images.get(key);
    if (made !== undefined) return made;
    const making = this.#layOut(join(this.#folder, 'roots', key), name, service, stage);
    this.#images.set(key, making);
    return making;
  }

  async #layOut(root: string, name: string, service: Service, stage: Stage | undefined): Promise<string> {
    await mkdir(root, { recursive: true });
    if (stage !== undefined) {
      await layOutImage(stage, root);
      // Where the image has its Node; the one that runs the tests may lie where only its user enters.
      await mkdir(join(this.#folder, 'bin'), { recursive: true });
      await copyFile(process.execPath, join(this.#folder, 'bin', 'node'));
    }
    const [uid, gid] = idsOf(service, stage);
    const own = async (folder: string): Promise<void> => {
      await mkdir(folder, { recursive: true });
      if (process.getuid?.() === 0) await chown(folder, uid, gid);
    };
    for (const path of service.tmpfs) await own(join(root, path));
    for (const { type, source, target } of service.volumes) {
      const place = join(root, target);
      await mkdir(dirname(place), { recursive: true });
      const shared = type === 'volume' ? join(this.#folder, 'volumes', source) : source;
      if (type === 'volume') await own(shared);
      await symlink(shared, place);
    }
    for (const { source, target } of service.configs) {
      const { file, content } = this.#file.configs[source] ?? {};
      const text = content ?? (await readFile(resolve(ROOT, file ?? ''), 'utf8'));
      await mkdir(dirname(join(root, target)), { recursive: true });
      await writeFile(join(root, target), this.#here(text, name, root));
    }
    return root;
  }

  /** Names, ports and folders of a container in a text, as they are here. */
  #here(text: string, name: string, root: string): string {
    const { tmpfs, volumes, configs } = this.#service(name);
    const folders = [...tmpfs, ...[...volumes, ...configs].map(({ target }) => target)];
    let here = text;
    for (const [place, port] of this.#ports) {
      const [service = '', own = ''] = place.split(':');
      here = here.replaceAll(new RegExp(`\\b${service}:${own}\\b`, 'g'), `127.0.0.1:${port}`);
      if (service === name) here = here.replaceAll(new RegExp(`\\b${own}\\b`, 'g'), String(port));
    }
    for (const folder of folders)
      here = here.replaceAll(new RegExp(`(?<![\\w./-])${folder}(?![\\w-])`, 'g'), `${root}${folder}`);
    return here;
  }
}

const portsOf = ({ ports, expose }: Service): number[] => [
  ...new Set([...ports.map(({ target }) => target), ...expose.map(Number)]),
];

/** The user of the service, else of its image, which are written as numbers: no machine but theirs knows the names. */
function idsOf({ user }: Service, stage: Stage | undefined): [uid: number, gid: number] {
  const [uid, gid] = (user ?? stage?.user ?? '').split(':').map(Number);
  return [uid ?? Number.NaN, gid ?? Number.NaN];
}

const endOf = async (child: ChildProcess): Promise<number | string> => {
  if (child.exitCode !== null) return child.exitCode;
  if (child.signalCode !== null) return child.signalCode;
  return once(child, 'close').then(
    ([code, signal]) => (code as number | null) ?? String(signal),
    (error: Error) => error.message,
  );
};

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0, '127.0.0.1');
  await new Promise((closed) => server.close(closed));
  return port;
}
