import type { Page } from 'playwright-core';
import type { RunningHost } from '../../transports/start-host.ts';
import type { Laboratory } from '../laboratory.ts';
import { until } from '../until.ts';

/** What a page opens; a held request is an ordinary `fetch` that the server does not answer. */
export const KINDS = ['EventSource', 'held request', 'WebSocket'] as const;
export type Kind = (typeof KINDS)[number];

/** No more are opened where none was for so long; even a busy machine is done in the end. */
const SETTLED_MS = 2_500;
const OPENING_MS = 20_000;

/** Opens that many in the page; resolves with how many of them the host has open once no more come. */
export async function openMany(
  lab: Laboratory,
  { hub }: RunningHost,
  page: Page,
  kind: Kind,
  tried: number,
): Promise<number> {
  const before = hub.subscribers;
  await page.evaluate(OPENERS[kind], tried);
  let [open, sinceMs] = [0, performance.now()];
  await until(
    () => {
      const now = hub.subscribers - before;
      if (now !== open) [open, sinceMs] = [now, performance.now()];
      return open === tried || (open > 0 && performance.now() - sinceMs > SETTLED_MS);
    },
    (settled) => settled,
    { withinMs: OPENING_MS, signal: lab.signal },
  );
  return open;
}

/** Each runs in the page, and must stand alone. */
const OPENERS: Readonly<Record<Kind, (count: number) => void>> = {
  EventSource: (count) => {
    for (let opened = 0; opened < count; opened++) new EventSource('/sse?channel=room');
  },
  'held request': (count) => {
    // A cache would have equal requests wait for the first one's answer.
    for (let opened = 0; opened < count; opened++) {
      fetch(`/long-poll?channel=room&after=0&timeoutMs=60000&n=${opened}`).catch(() => {});
    }
  },
  WebSocket: (count) => {
    for (let opened = 0; opened < count; opened++) {
      new WebSocket(`${location.origin.replace('http', 'ws')}/ws?channel=room`);
    }
  },
};
