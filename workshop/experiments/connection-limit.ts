import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import longPolling from '../../transports/long-polling/index.ts';
import sse from '../../transports/sse/index.ts';
import websocket from '../../transports/websocket/index.ts';
import { KINDS, type Kind, openMany } from '../chromium/open-many.ts';
import { openBrowser, openHost, openPage } from '../chromium/page.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';

const TRIED_HTTP1 = 10;
/**
 * Streams that the server says one HTTP/2 connection may have, and how many are tried: a few more. Node's own default
 * is to say nothing.
 */
const OVER_HTTP2 = [
  { statedStreams: null, tried: 104 },
  { statedStreams: 100, tried: 104 },
  { statedStreams: 150, tried: 154 },
  { statedStreams: 300, tried: 304 },
];
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
  http2: z.array(attempt.extend({ statedStreams: z.number().nullable() })),
});
export type ConnectionLimit = z.infer<typeof figures>;

export default {
  id: 'connection-limit',
  title: { en: 'The browser’s limit', ko: '브라우저의 연결 제한' },
  method: {
    en: 'A page of Chromium opens ten EventSources, ten held requests, ten WebSockets over HTTP/1.1, and over HTTP/2 four EventSources more than the server says it takes: 100, 150 and 300, and 104 where it says nothing. Counted is how many the server has open; and then whether one more fetch is answered.',
    ko: 'Chromium 페이지가 HTTP/1.1에서 EventSource, 응답을 기다리는 요청, WebSocket을 열 개씩 열고, HTTP/2에서는 서버가 허용한다고 밝힌 수(100, 150, 300)보다 네 개 많은 EventSource를, 서버가 밝히지 않을 때는 104개를 엽니다. 서버에 열린 수와, 그때 fetch 하나가 응답을 받는지 봅니다.',
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
  const http1 = await Promise.all(kinds.map((kind) => fill(lab, browser, kind, '1.1', TRIED_HTTP1)));
  // One after the other: beside hundreds of streams of others a page stands still for seconds, as if it were done.
  const http2: ConnectionLimit['http2'] = [];
  for (const { statedStreams, tried } of OVER_HTTP2) {
    http2.push({ statedStreams, ...(await fill(lab, browser, streams, '2', tried, statedStreams)) });
  }
  await browser.close();
  return { http1, http2 };
}

async function fill(
  lab: Laboratory,
  browser: Browser,
  kind: Kind,
  http: '1.1' | '2',
  tried: number,
  maxStreams: number | null = null,
): Promise<ConnectionLimit['http1'][number]> {
  const { host, origin } = await openHost(lab, http, [sse, longPolling, websocket], { maxStreams });
  const page = await openPage(browser, origin);
  const open = await openMany(lab, host, page, kind, tried);
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
