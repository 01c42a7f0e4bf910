import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { TlsIdentity } from '../transports/host.ts';
import { makeTlsIdentity } from '../transports/tls-identity.ts';
import { startWorkshop, type Workshop, type WorkshopOptions } from './server/start-workshop.ts';

/** Workshops for tests, with the pages' code as it stands, built once for a file of tests. */
export function useWorkshops() {
  let folder = '';
  let identity: Promise<TlsIdentity> | undefined;
  const running: Workshop[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workshop-test-'));
    await mkdir(join(folder, 'dist'));
    await build({
      mode: 'workshop',
      logLevel: 'silent',
      configFile: new URL('../vite.config.ts', import.meta.url).pathname,
      build: { outDir: join(folder, 'dist') },
    });
  }, 120_000);
  afterEach(async () => {
    await Promise.all(running.splice(0).map((workshop) => workshop.close()));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  return async (options: Partial<WorkshopOptions> = {}): Promise<Workshop> => {
    identity ??= makeTlsIdentity();
    const workshop = await startWorkshop({
      port: 0,
      identity: () => identity as Promise<TlsIdentity>,
      bundle: pathToFileURL(`${join(folder, 'dist')}/`),
      ...options,
    });
    running.push(workshop);
    return workshop;
  };
}

/** Servers of this process that listen: those of demonstrations are gone when these are as many as before. */
export const listeningServers = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
