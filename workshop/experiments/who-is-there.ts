import type { Request, Response } from 'express';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { measureHalfOpen } from '../../harness/half-open/half-open.ts';
import { medianOf } from '../../harness/results/summary.ts';
import { monotonicUs } from '../../lab/clock.ts';
import sse from '../../transports/sse/index.ts';
import type { Transport } from '../../transports/transport.ts';
import websocket from '../../transports/websocket/index.ts';
import { openBrowser, openHost, openPage } from '../chromium/page.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';
import { until } from '../until.ts';

const LEAVINGS = ['tab closed', 'page left', 'browser killed'] as const;
type Leaving = (typeof LEAVINGS)[number];

const HEARTBEAT_MS = 1_000;
const WATCHED_S = 8;
/** How often Linux sends a segment again that nobody acknowledges: its own default, and a server set to give up sooner. */
const RETRIES = { usual: 15, few: 3 };
const PATIENCE_MS = 5_000;
const TIMES = 3;

const vanished = z.object({ noticedAfterMs: z.number().nullable(), by: z.string().nullable() });
const figures = z.object({
  heartbeatMs: z.number(),
  watchedMs: z.number(),
  transport: z.string(),
  /** Without heartbeats and without a write; the median. */
  left: z.array(z.object({ how: z.enum(LEAVINGS), noticedAfterMs: z.number().nullable() })),
  /** Every packet is dropped, and an event is written every 100 ms. */
  vanished: z.object({ usualRetries: vanished, fewRetries: vanished }),
});
export type WhoIsThere = z.infer<typeof figures>;

export default {
  id: 'who-is-there',
  title: { en: 'Is anybody there?', ko: '거기 누구 있나요?' },
  method: {
    en: 'A tab of Chromium is closed, its page left, its browser killed, three times each: when does the server’s stream end, without heartbeats, at the median? Then a router between two network namespaces drops every packet for eight seconds while the server writes, with Linux’s 15 retries and with 3.',
    ko: 'Chromium의 탭을 닫고, 페이지를 떠나고, 브라우저를 강제 종료하기를 세 번씩 하고, 하트비트가 없을 때 서버의 스트림이 언제 끝나는지 중앙값을 봅니다. 그다음 두 네트워크 네임스페이스 사이의 라우터가 8초 동안 모든 패킷을 버리는 사이 서버가 계속 씁니다. 재전송이 Linux 기본값인 15번일 때와 3번일 때를 각각 잽니다.',
  },
  needs: ['chromium'],
  figures,
  measure: (lab) => measure(lab, sse),
  // Its server asks for an answer to every heartbeat.
  opposites: { 12: (lab) => measure(lab, websocket) },
} satisfies Experiment<WhoIsThere>;

async function measure(lab: Laboratory, transport: Transport): Promise<WhoIsThere> {
  // By itself, and each several times: beside whatever starts, a browser takes its time to close a tab.
  const left: WhoIsThere['left'] = [];
  for (const how of LEAVINGS) {
    const noticedMs: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      noticedMs.push((await leave(lab, transport, how)) ?? Number.POSITIVE_INFINITY);
    }
    const middle = medianOf(noticedMs);
    left.push({ how, noticedAfterMs: Number.isFinite(middle) ? middle : null });
  }
  const [usualRetries, fewRetries] = await Promise.all([
    vanish(lab, transport.id, RETRIES.usual),
    vanish(lab, transport.id, RETRIES.few),
  ]);
  return figures.parse({
    heartbeatMs: HEARTBEAT_MS,
    watchedMs: WATCHED_S * 1e3,
    transport: transport.id,
    left,
    vanished: { usualRetries, fewRetries },
  });
}

async function leave(lab: Laboratory, transport: Transport, how: Leaving): Promise<number | null> {
  const browser = await openBrowser(lab);
  const away: Transport = {
    ...transport,
    mount: (host) => {
      transport.mount?.(host);
      host.app.get('/away', (_request: Request, response: Response) => void response.send('away'));
    },
  };
  const { host, origin } = await openHost(lab, '1.1', [away], { heartbeatMs: 600_000 });
  const page = await openPage(browser, origin);
  await page.evaluate(OPENERS[transport.id === 'sse' ? 'sse' : 'websocket']);
  const becomes = async (expected: number): Promise<boolean> => {
    const count = (): number => host.hub.subscribers;
    const patience = { withinMs: PATIENCE_MS, signal: lab.signal };
    return (await until(count, (subscribers) => subscribers === expected, patience)) === expected;
  };
  await becomes(1);
  const act = await LEAVE[how](page, browser, origin);
  const leftAtUs = monotonicUs();
  const noticed = becomes(0).then((gone) => (gone ? (monotonicUs() - leftAtUs) / 1e3 : null));
  await act();
  const noticedAfterMs = await noticed;
  await browser.close();
  return noticedAfterMs;
}

/** Each prepares, and resolves with what is then done at once. */
const LEAVE: Readonly<
  Record<Leaving, (page: Page, browser: Browser, origin: string) => Promise<() => Promise<unknown>>>
> = {
  'tab closed': async (page) => () => page.close(),
  'page left': async (page, _browser, origin) => () => page.goto(`${origin}/away`),
  'browser killed': async (_page, browser) => {
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const own = processInfo.find(({ type }) => type === 'browser');
    return async () => own && process.kill(own.id, 'SIGKILL');
  },
};

/** Each runs in the page, and must stand alone. */
const OPENERS = {
  sse: () => void new EventSource('/sse?channel=room'),
  websocket: () => void new WebSocket(`${location.origin.replace('http', 'ws')}/ws?channel=room`),
};

async function vanish(
  lab: Laboratory,
  transport: string,
  retries: number,
): Promise<WhoIsThere['vanished']['usualRetries']> {
  const rows = await measureHalfOpen({ seconds: WATCHED_S, heartbeatMs: HEARTBEAT_MS, retries }, lab.signal);
  const row = rows.find((one) => one.transport === transport && one.http === '1.1');
  const server = row?.server ?? null;
  return { noticedAfterMs: server && server.afterUs / 1e3, by: server?.by ?? null };
}
