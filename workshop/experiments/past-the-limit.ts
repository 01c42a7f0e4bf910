import type { Browser } from 'playwright-core';
import { z } from 'zod';
import sse from '../../transports/sse/index.ts';
import websocket from '../../transports/websocket/index.ts';
import { type Kind, openMany } from '../chromium/open-many.ts';
import { openBrowser, openHost, openPage } from '../chromium/page.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';

/** More EventSources than a browser opens to one host over HTTP/1.1. */
const FEW = 20;
/** What fills the pool of connections to that host. */
const POOL = 6;
/** More than Chromium allows at once, which is 255. */
const WEBSOCKETS = 260;
/** Of HTTP/2: the server allows more than the page opens, so that it is the browser that stops, or nobody. */
const STATED_STREAMS = 400;
const STREAMS = 300;

const attempt = z.object({ tried: z.number(), open: z.number() });
const figures = z.object({
  /** EventSources over HTTP/1.1: the limit itself. */
  http1Streams: attempt,
  /** From a page that has as many EventSources open to the same host already as it may. */
  webSockets: attempt.extend({ besideStreams: z.number() }),
  /** EventSources over HTTP/2. */
  http2Streams: attempt.extend({ statedStreams: z.number() }),
});
export type PastTheLimit = z.infer<typeof figures>;

async function open(
  lab: Laboratory,
  browser: Browser,
  http: '1.1' | '2',
  ...kinds: readonly { readonly kind: Kind; readonly tried: number }[]
): Promise<number[]> {
  const { host, origin } = await openHost(lab, http, [sse, websocket], { maxStreams: STATED_STREAMS });
  const page = await openPage(browser, origin);
  const opened: number[] = [];
  for (const { kind, tried } of kinds) opened.push(await openMany(lab, host, page, kind, tried));
  await page.context().close();
  return opened;
}

async function measure(lab: Laboratory, many: Kind, over: '1.1' | '2'): Promise<PastTheLimit> {
  const browser = await openBrowser(lab);
  // One after the other: beside hundreds of streams of others a page stands still for seconds, as if it were done.
  const [few] = await open(lab, browser, '1.1', { kind: 'EventSource', tried: FEW });
  const [streams] = await open(lab, browser, over, { kind: 'EventSource', tried: STREAMS });
  const [besideStreams, sockets] = await open(
    lab,
    browser,
    '1.1',
    { kind: 'EventSource', tried: POOL },
    { kind: many, tried: WEBSOCKETS },
  );
  return figures.parse({
    http1Streams: { tried: FEW, open: few },
    webSockets: { tried: WEBSOCKETS, open: sockets, besideStreams },
    http2Streams: { tried: STREAMS, open: streams, statedStreams: STATED_STREAMS },
  });
}

/** What of the browser's limit is left over WebSocket and over HTTP/2. */
export default {
  id: 'past-the-limit',
  title: { en: 'Past the limit of six', ko: '연결 여섯 개의 벽 너머' },
  method: {
    en: `Pages of Chromium open ${FEW} EventSources over HTTP/1.1; ${POOL} EventSources, which fill the pool, and then ${WEBSOCKETS} WebSockets to the same host; and ${STREAMS} EventSources over HTTP/2 to a server that allows ${STATED_STREAMS} streams. Counted is how many the server has open once no more come.`,
    ko: `Chromium 페이지가 HTTP/1.1로 EventSource ${FEW}개를, EventSource ${POOL}개로 풀을 채운 뒤 같은 호스트로 WebSocket ${WEBSOCKETS}개를, 스트림을 ${STATED_STREAMS}개까지 허용하는 HTTP/2 서버에 EventSource ${STREAMS}개를 엽니다. 더 열리지 않을 때 서버에 열린 수를 셉니다.`,
  },
  needs: ['chromium'],
  figures,
  measure: (lab) => measure(lab, 'WebSocket', '2'),
  opposites: {
    26: (lab) => measure(lab, 'EventSource', '2'),
    28: (lab) => measure(lab, 'WebSocket', '1.1'),
  },
} satisfies Experiment<PastTheLimit>;
