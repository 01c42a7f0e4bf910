import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, test } from 'vitest';
import { launchChromium } from '../lab/chromium.ts';

export interface OpenedPage {
  readonly page: Page;
  /** What the console said, and what went wrong in the page. */
  readonly complaints: readonly string[];
  /** What was asked for. */
  readonly requests: readonly string[];
}

/**
 * Builds the page's code as it stands. The bundle of the last `npm run prepare` is left alone, because other tests
 * read it at the same time.
 *
 * @param input in place of the page's own entry
 */
export async function buildPage(outDir: string, input?: string): Promise<void> {
  const configFile = new URL('../vite.config.ts', import.meta.url).pathname;
  await build({
    logLevel: 'silent',
    configFile,
    build: { outDir, ...(input !== undefined && { rolldownOptions: { input } }) },
  });
}

/** One Chromium for a file of tests, started by the first that needs it; a page is closed after its test. */
export function useChromium() {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(() => browser?.close());

  const inChromium = (fact: string, body: () => Promise<void>, timeout = 60_000): void =>
    test(fact, { timeout }, async (context) => {
      browser ??= await launchChromium(context);
      await body();
    });

  /** Opens an address, waits for a selector, and collects whatever goes wrong. */
  async function visit(
    address: string,
    awaited: string,
    options: BrowserContextOptions = {},
  ): Promise<OpenedPage> {
    const context = await (browser as Browser).newContext({ locale: 'en-US', ...options });
    contexts.push(context);
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(address);
    await page.waitForSelector(awaited);
    return { page, complaints, requests };
  }
  return { inChromium, visit };
}
