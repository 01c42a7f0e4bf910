import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { monotonicUs } from '../../../lab/clock.ts';
import type { EmitterApp } from './emitter-app.ts';

/** What an EventSource of a real browser made of a stream. */
export const followedShape = z.object({
  /** Of the first answer. */
  status: z.number().nullable(),
  requests: z.number(),
  /** `readyState` is CLOSED: it will not come back. */
  gaveUp: z.boolean(),
});
export type Followed = z.infer<typeof followedShape>;

/** Chromium comes back after 3 s, if it comes back. */
const COMES_BACK_WITHIN_MS = 4_500;
const PATIENCE_MS = 20_000;

/** Opens an EventSource, and waits until it came back, or could have. */
export async function followInChromium(browser: Browser, app: EmitterApp, query: string): Promise<Followed> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    // A page of the same origin: nothing but the stream is to be asked for.
    await page.goto(`${app.origin}/versions`);
    const seen: Followed = { status: null, requests: 0, gaveUp: false };
    page.on('request', (request) => {
      if (request.url().includes('/emitters?')) seen.requests++;
    });
    page.on('response', (response) => {
      if (response.url().includes('/emitters?')) seen.status ??= response.status();
    });
    const source = await page.evaluateHandle((url) => new EventSource(url), `/emitters?${query}`);
    const startedAtUs = monotonicUs();
    let gaveUpAtUs: number | undefined;
    while (seen.requests < 2 && monotonicUs() - startedAtUs < PATIENCE_MS * 1e3) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (gaveUpAtUs === undefined && (await source.evaluate(({ readyState }) => readyState === 2))) {
        seen.gaveUp = true;
        gaveUpAtUs = monotonicUs();
      }
      if (gaveUpAtUs !== undefined && monotonicUs() - gaveUpAtUs > COMES_BACK_WITHIN_MS * 1e3) break;
    }
    return seen;
  } finally {
    await context.close();
  }
}
