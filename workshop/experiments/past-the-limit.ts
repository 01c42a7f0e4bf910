import type { Browser } from 'playwright-core';
import { z } from 'zod';
import sse from '../../transports/sse/index.ts';
import websocket from '../../transports/websocket/index.ts';
import { openBrowser, openHost, openPage } from '../chromium/page.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';
import { until } from '../until.ts';

type Kind = 'EventSource' | 'WebSocket';

const FEW = 20;
/** One page more than a browser is said to allow. */
const WEBSOCKETS = 260;
/** Of HTTP/2, as most servers state it, and a few more. */
const STATED_STREAMS = 100;
const STREAMS = 104;
const OPENING_MS = 3_000;
/** Handshakes to one host are made one after the other. */
const MANY_OPENING_MS = 12_000;

const attempt = z.object({ tried: z.number(), open: z.number() });
const figures = z.object({
  /** EventSources over HTTP/1.1: the limit itself. */
  http1Streams: attempt,
  webSockets: attempt,
  /** EventSources over HTTP/2, of a server that states 100 streams. */
  http2Streams: attempt,
});
export type PastTheLimit = z.infer<typeof figures>;

async function openMany(
  lab: Laboratory,
  browser: Browser,
  kind: Kind,
  http: '1.1' | '2',
  tried: number,
  withinMs: number,
): Promise<z.infer<typeof attempt>> {
  const { host, origin } = await openHost(lab, http, [sse, websocket], { maxStreams: STATED_STREAMS });
  const page = await openPage(browser, origin);
  await page.evaluate(OPENERS[kind], tried);
  const open = await until(
    () => host.hub.subscribers,
    (count) => count === tried,
    { withinMs, signal: lab.signal },
  );
  await page.context().close();
  return { tried, open };
}

/** Each runs in the page, and must stand alone. */
const OPENERS: Readonly<Record<Kind, (count: number) => void>> = {
  EventSource: (count) => {
    for (let opened = 0; opened < count; opened++) new EventSource('/sse?channel=room');
  },
  WebSocket: (count) => {
    for (let opened = 0; opened < count; opened++) {
      new WebSocket(`${location.origin.replace('http', 'ws')}/ws?channel=room`);
    }
  },
};

async function measure(lab: Laboratory, many: Kind, over: '1.1' | '2'): Promise<PastTheLimit> {
  const browser = await openBrowser(lab);
  const [http1Streams, webSockets, http2Streams] = await Promise.all([
    openMany(lab, browser, 'EventSource', '1.1', FEW, OPENING_MS),
    openMany(lab, browser, many, '1.1', WEBSOCKETS, MANY_OPENING_MS),
    openMany(lab, browser, 'EventSource', over, STREAMS, OPENING_MS),
  ]);
  return { http1Streams, webSockets, http2Streams };
}

/** What of the browser's limit is left over WebSocket and over HTTP/2. */
export default {
  id: 'past-the-limit',
  title: { en: 'Past the limit of six', ko: '연결 여섯 개의 벽 너머' },
  method: {
    en: `Pages of Chromium open ${FEW} EventSources over HTTP/1.1, ${WEBSOCKETS} WebSockets to one server, and ${STREAMS} EventSources over HTTP/2 to one that states ${STATED_STREAMS} streams. Counted is how many the server has open after ${OPENING_MS / 1e3} s, for WebSockets ${MANY_OPENING_MS / 1e3} s.`,
    ko: `Chromium 페이지가 HTTP/1.1로 EventSource ${FEW}개, 한 서버에 WebSocket ${WEBSOCKETS}개, 스트림을 ${STATED_STREAMS}개까지 허용하는 HTTP/2 서버에 EventSource ${STREAMS}개를 엽니다. ${OPENING_MS / 1e3}초 뒤(WebSocket은 ${MANY_OPENING_MS / 1e3}초 뒤) 서버에 열린 수를 셉니다.`,
  },
  needs: ['chromium'],
  figures,
  measure: (lab) => measure(lab, 'WebSocket', '2'),
  opposites: {
    26: (lab) => measure(lab, 'EventSource', '2'),
    28: (lab) => measure(lab, 'WebSocket', '1.1'),
  },
} satisfies Experiment<PastTheLimit>;
