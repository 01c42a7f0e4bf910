import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type OutsideServer, startOutsideServer } from '../../../lab/outside/outside-server.ts';
import { childrenOf } from '../../../lab/outside/process-figures.ts';
import { nginxConfiguration } from './configuration.ts';

/** Where this machine's nginx has the module; undefined where either is missing. */
export function findNchan(): string | undefined {
  // -V says on stderr how nginx was built.
  const { stderr } = spawnSync('nginx', ['-V'], { encoding: 'utf8' });
  const [, folder] = /--modules-path=(\S+)/.exec(stderr ?? '') ?? [];
  const module = join(folder ?? '', 'ngx_nchan_module.so');
  return folder !== undefined && existsSync(module) ? module : undefined;
}

interface Nginx extends OutsideServer {
  /** The one worker: the process that serves, and whose cost is counted. */
  readonly workerPid: number;
}

/** Starts nginx with one worker. Rejects with a LabError. */
export async function startNginx(module: string, address: string): Promise<Nginx> {
  const server = await startOutsideServer({
    name: 'nginx',
    address,
    launch: ({ folder, port }) => ({
      files: { 'nginx.conf': nginxConfiguration({ module, address, port, prefix: folder }) },
      words: ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'],
    }),
  });
  try {
    // The port is bound before the worker is started.
    let [workerPid] = childrenOf(server.pid);
    for (; workerPid === undefined; [workerPid] = childrenOf(server.pid)) {
      await Promise.race([wait(5), server.died]);
    }
    return { ...server, workerPid };
  } catch (error) {
    await server.close();
    throw error;
  }
}
