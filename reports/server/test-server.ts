import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Run } from '../../harness/results/schema.ts';
import { buildPage, type OpenedPage, useChromium } from '../test-chromium.ts';
import { type ReportServer, type ReportServerOptions, startReportServer } from './start-server.ts';

/** A report server of its own for a test, with a folder of runs of its own. */
export interface TestServer {
  readonly url: string;
  /** Its folder of runs. */
  readonly runs: string;
  /** Stores a run as `bench` would, or any content as a run.json. */
  add(run: Run | string, id?: string): Promise<string>;
}

/** Starts report servers for tests and ends them; for a file whose tests open pages it builds their code, once. */
export function useReportServers() {
  let folder = '';
  const running: ReportServer[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'report-server-'));
    await mkdir(join(folder, 'dist'));
    for (const name of ['page.js', 'page.css']) await writeFile(join(folder, 'dist', name), '');
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.close()));
  });
  // A server that has just ended may still write its index.
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  async function serve(options: Partial<ReportServerOptions> = {}): Promise<TestServer> {
    const runs = options.runs ?? (await mkdtemp(join(folder, 'runs-')));
    const bundle = pathToFileURL(`${join(folder, 'dist')}/`);
    const server = await startReportServer({ port: 0, bundle, ...options, runs });
    running.push(server);
    const add = async (
      run: Run | string,
      id = typeof run === 'string' ? 'damaged' : run.id,
    ): Promise<string> => {
      await mkdir(join(runs, id), { recursive: true });
      await writeFile(join(runs, id, 'run.json'), typeof run === 'string' ? run : JSON.stringify(run));
      return id;
    };
    return { url: server.url, runs, add };
  }
  return { serve, dist: () => join(folder, 'dist') };
}

/** As `useReportServers`, with the page's code as it stands, and Chromium to open pages in. */
export function useServedPages() {
  const { serve, dist } = useReportServers();
  const { inChromium, visit } = useChromium();
  beforeAll(() => buildPage(dist()), 60_000);
  const open = (address: string, options: BrowserContextOptions = {}): Promise<OpenedPage> =>
    visit(address, 'h1', options);
  return { serve, inChromium, open };
}
