import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import longPolling from '../../transports/long-polling/index.ts';
import sse from '../../transports/sse/index.ts';
import websocket from '../../transports/websocket/index.ts';
import { openBrowser, openHost, openPage } from '../chromium/page.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';
import { until } from '../until.ts';

/** What a page opens; a held request is an ordinary `fetch` that the server does not answer. */
const KINDS = ['EventSource', 'held request', 'WebSocket'] as const;
type Kind = (typeof KINDS)[number];

const TRIED_HTTP1 = 10;
/** Streams that the server says one HTTP/2 connection may have, and a few more are tried. */
const STATED_STREAMS = [100, 150];
const MORE = 4;
/** No more are opened where none was for so long; even a busy machine is done in the end. */
const SETTLED_MS = 2_500;
const OPENING_MS = 20_000;
const FETCH_MS = 1_000;

const attempt = z.object({
  kind: z.enum(KINDS),
  tried: z.number(),
  open: z.number(),
  /** Whether an ordinary request to the same server is answered then, within a second. */
  fetchAnswered: z.boolean(),
});
const figures = z.object({
  http1: z.array(attempt),
  http2: z.array(attempt.extend({ statedStreams: z.number() })),
});
export type ConnectionLimit = z.infer<typeof figures>;

export default {
  id: 'connection-limit',
  title: { en: 'The browser’s limit', ko: '브라우저의 연결 제한' },
  method: {
    en: 'A page of Chromium opens ten EventSources, ten held requests, ten WebSockets over HTTP/1.1, and over HTTP/2 four EventSources more than the server says it takes, 100 and 150. Counted is how many the server has open; and then whether one more fetch is answered.',
    ko: 'Chromium 페이지가 HTTP/1.1에서 EventSource, 응답을 기다리는 요청, WebSocket을 열 개씩 열고, HTTP/2에서는 서버가 허용한다고 밝힌 수(100, 150)보다 네 개 많은 EventSource를 엽니다. 서버에 열린 수와, 그때 fetch 하나가 응답을 받는지 봅니다.',
  },
  needs: ['chromium'],
  figures,
  measure: (lab) => measure(lab, 'EventSource'),
  opposites: { 10: (lab) => measure(lab, 'WebSocket') },
} satisfies Experiment<ConnectionLimit>;

/** @param streams in place of EventSources */
async function measure(lab: Laboratory, streams: Kind): Promise<ConnectionLimit> {
  const browser = await openBrowser(lab);
  const kinds: readonly Kind[] = [streams, 'held request', 'WebSocket'];
  const [http1, http2] = await Promise.all([
    Promise.all(kinds.map((kind) => fill(lab, browser, kind, '1.1', TRIED_HTTP1))),
    Promise.all(
      STATED_STREAMS.map(async (statedStreams) => ({
        statedStreams,
        ...(await fill(lab, browser, streams, '2', statedStreams + MORE, statedStreams)),
      })),
    ),
  ]);
  await browser.close();
  return { http1, http2 };
}

async function fill(
  lab: Laboratory,
  browser: Browser,
  kind: Kind,
  http: '1.1' | '2',
  tried: number,
  maxStreams?: number,
): Promise<ConnectionLimit['http1'][number]> {
  const { host, origin } = await openHost(lab, http, [sse, longPolling, websocket], {
    ...(maxStreams !== undefined && { maxStreams }),
  });
  const page = await openPage(browser, origin);
  await page.evaluate(OPENERS[kind], tried);
  let [open, sinceMs] = [0, performance.now()];
  await until(
    () => {
      if (host.hub.subscribers !== open) [open, sinceMs] = [host.hub.subscribers, performance.now()];
      return open === tried || (open > 0 && performance.now() - sinceMs > SETTLED_MS);
    },
    (settled) => settled,
    { withinMs: OPENING_MS, signal: lab.signal },
  );
  const fetchAnswered = await answers(page);
  await page.context().close();
  return { kind, tried, open, fetchAnswered };
}

const answers = (page: Page): Promise<boolean> =>
  page.evaluate(
    (limitMs) =>
      fetch('/page', { signal: AbortSignal.timeout(limitMs) }).then(
        () => true,
        () => false,
      ),
    FETCH_MS,
  );

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
