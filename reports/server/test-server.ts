import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, test } from 'vitest';
import type { Run } from '../../harness/results/schema.ts';
import { launchChromium } from '../../lab/chromium.ts';
import { type ReportServer, type ReportServerOptions, startReportServer } from './start-server.ts';

/** A report server of its own for a test, with a folder of runs of its own. */
export interface TestServer {
  readonly url: string;
  /** Its folder of runs. */
  readonly runs: string;
  /** Stores a run as `bench` would, or any content as a run.json. */
  add(run: Run | string, id?: string): Promise<string>;
}

interface ServedPage {
  readonly page: Page;
  /** What the console said, and what went wrong in the page. */
  readonly complaints: readonly string[];
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
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    const configFile = new URL('../../vite.config.ts', import.meta.url).pathname;
    await build({ logLevel: 'silent', configFile, build: { outDir: dist() } });
  }, 60_000);
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(() => browser?.close());

  const inChromium = (fact: string, body: () => Promise<void>, timeout = 60_000): void =>
    test(fact, { timeout }, async (context) => {
      browser ??= await launchChromium(context);
      await body();
    });

  /** Opens an address and collects whatever goes wrong there. */
  async function open(address: string, options: BrowserContextOptions = {}): Promise<ServedPage> {
    const context = await (browser as Browser).newContext({ locale: 'en-US', ...options });
    contexts.push(context);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
    await page.waitForSelector('h1');
    return { page, complaints };
  }
  return { serve, inChromium, open };
}
