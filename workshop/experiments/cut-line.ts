import type { Browser, JSHandle } from 'playwright-core';
import { z } from 'zod';
import { monotonicUs } from '../../lab/clock.ts';
import { type Followed, follow } from '../chromium/follow.ts';
import { openBrowser, openPage } from '../chromium/page.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';
import {
  ENDINGS,
  type Ending,
  type LinkedHost,
  type LinkedHostOptions,
  openLinkedHost,
} from '../linked-host.ts';
import { until, watchFor } from '../until.ts';

const STATES = ['connecting', 'open', 'closed'] as const;
const RETRY_MS = 300;
/** Well beyond the gateway's time as well. */
const WATCHED_MS = 4_500;
const PATIENCE_MS = 10_000;
const BEFORE = 3;
const AWAY = 5;
/** Fewer than are published meanwhile: the server cannot know them all any more. */
const SMALL_LOG = 2;

/** What became of a client: when the server heard of it again, and the `readyState` of its object in the end. */
const fate = z.object({ backAfterMs: z.number().nullable(), state: z.enum(STATES) });
const figures = z.object({
  retryMs: z.number(),
  watchedMs: z.number(),
  /** One EventSource and one WebSocket of a page, by how the line ended. */
  endings: z.array(z.object({ ending: z.enum(ENDINGS), eventSource: fate, webSocket: fate })),
  /** An EventSource with `id:`, by what is wrong beside the line. */
  resumes: z.array(
    z.object({
      when: z.enum(['log-kept', 'log-too-short', 'page-reloaded']),
      published: z.number(),
      /** Of these while nobody followed. */
      away: z.number(),
      lost: z.number(),
      /** The `Last-Event-ID` that the browser came back with. */
      sentId: z.string().nullable(),
      toldOfGap: z.boolean(),
    }),
  ),
  /** An EventSource whose `onerror` closes it, and one that is left alone. */
  onerror: z.array(
    z.object({
      closes: z.boolean(),
      backAfterMs: z.number().nullable(),
      published: z.number(),
      heard: z.number(),
    }),
  ),
});
export type CutLine = z.infer<typeof figures>;

/** What may be planted. */
interface Planted {
  /** Every page's `onerror` closes its source. */
  readonly alwaysCloses?: boolean;
  /** No page's does. */
  readonly neverCloses?: boolean;
  /** The server takes everybody for new. */
  readonly ignoresPosition?: boolean;
}

export default {
  id: 'cut-line',
  title: { en: 'A line that is cut', ko: '끊어진 연결' },
  method: {
    en: 'Pages of Chromium follow the lab’s server through its link; their lines are reset, ended in order, reset with nobody listening for 2.5 s, or reset with a gateway behind that answers 502. In other pages five events are published while a line is cut or its page is being reloaded. The server notes who asks again, when and after which id, and the page what it heard and its readyState.',
    ko: 'Chromium 페이지들이 실험실의 링크를 거쳐 서버를 구독합니다. 연결을 RST로 끊거나, 정상 종료하거나, 끊은 뒤 2.5초 동안 아무도 받지 않게 하거나, 게이트웨이가 502로 답하게 합니다. 다른 페이지에서는 연결이 끊기거나 새로고침하는 사이 이벤트 다섯 개를 발행합니다. 서버는 누가 언제 어떤 id로 다시 요청하는지, 페이지는 무엇을 받았는지와 readyState를 기록합니다.',
  },
  needs: ['chromium'],
  figures,
  measure: (lab) => measure(lab, {}),
  opposites: {
    4: (lab) => measure(lab, { alwaysCloses: true }),
    5: (lab) => measure(lab, { ignoresPosition: true }),
    34: (lab) => measure(lab, { neverCloses: true }),
  },
} satisfies Experiment<CutLine>;

async function measure(lab: Laboratory, planted: Planted): Promise<CutLine> {
  const browser = await openBrowser(lab);
  const closesOnError = planted.alwaysCloses === true;
  const { ignoresPosition = false } = planted;
  const [endings, resumes, onerror] = await Promise.all([
    Promise.all(ENDINGS.map((ending) => endLine(lab, browser, ending, closesOnError))),
    Promise.all(
      (['log-kept', 'log-too-short', 'page-reloaded'] as const).map((when) =>
        resume(lab, browser, when, {
          ignoresPosition,
          ...(when === 'log-too-short' && { logCapacity: SMALL_LOG }),
        }),
      ),
    ),
    Promise.all([false, true].map((closes) => handle(lab, browser, closes, planted.neverCloses === true))),
  ]);
  await browser.close();
  return { retryMs: RETRY_MS, watchedMs: WATCHED_MS, endings, resumes, onerror };
}

async function endLine(
  lab: Laboratory,
  browser: Browser,
  ending: Ending,
  closesOnError: boolean,
): Promise<CutLine['endings'][number]> {
  const line = await openLinkedHost(lab, { retryMs: RETRY_MS });
  const page = await openPage(browser, line.origin);
  const tab = await follow(page, '/sse?channel=room', { closesOnError });
  const socket = await page.evaluateHandle(
    () => new WebSocket(`${location.origin.replace('http', 'ws')}/ws?channel=room`),
  );
  await stands(lab, line, 2);
  await isOpen(lab, tab);
  const cutAtUs = monotonicUs();
  await line.end(ending);
  await watchFor(WATCHED_MS, lab.signal);
  const fateOf = (api: 'EventSource' | 'WebSocket', readyState: number) => {
    const next = line.requests.find((request) => request.api === api && request.atUs > cutAtUs);
    const backAfterMs = next === undefined ? null : (next.atUs - cutAtUs) / 1e3;
    // A WebSocket knows a third state, closing, on its way to closed.
    return { backAfterMs, state: STATES[Math.min(readyState, 2)] ?? 'closed' };
  };
  const eventSource = fateOf('EventSource', await tab.evaluate(({ state }) => state()));
  const webSocket = fateOf('WebSocket', await socket.evaluate(({ readyState }) => readyState));
  await page.context().close();
  return { ending, eventSource, webSocket };
}

async function stands(lab: Laboratory, { host }: LinkedHost, count: number): Promise<void> {
  await until(
    () => host.hub.subscribers,
    (subscribers) => subscribers === count,
    { withinMs: PATIENCE_MS, signal: lab.signal },
  );
}

/** Until then a browser sends its request again where the connection breaks, and nobody is told. */
async function isOpen(lab: Laboratory, tab: JSHandle<Followed>): Promise<void> {
  await until(
    () => tab.evaluate(({ state }) => state()),
    (state) => state === 1,
    { withinMs: PATIENCE_MS, signal: lab.signal },
  );
}

const publish = ({ host }: LinkedHost, seq: number): number | undefined =>
  host.hub.publish({ channel: 'room', kind: 'message', source: 'lab', seq, intendedAtUs: 1, data: seq });

/** The places in the schedule of what a page heard, each once: one that was heard twice hides none that was not. */
const heardBy = async (tab: JSHandle<Followed>): Promise<ReadonlySet<number>> => {
  const events = await tab.evaluate(({ heard }) => heard);
  const messages = events.filter(({ name }) => name === 'message');
  return new Set(messages.map(({ data }) => z.object({ seq: z.number() }).parse(JSON.parse(data)).seq));
};

/** Follows, hears some, is cut or left, misses some, comes back, hears the last one. */
async function resume(
  lab: Laboratory,
  browser: Browser,
  when: CutLine['resumes'][number]['when'],
  options: LinkedHostOptions,
): Promise<CutLine['resumes'][number]> {
  const line = await openLinkedHost(lab, { retryMs: RETRY_MS, ...options });
  const patience = { withinMs: PATIENCE_MS, signal: lab.signal };
  const page = await openPage(browser, line.origin);
  const isReloaded = when === 'page-reloaded';
  const last = BEFORE + AWAY + 1;
  let tab = await follow(page, '/sse?channel=room');
  await stands(lab, line, 1);
  for (let seq = 1; seq <= BEFORE; seq++) publish(line, seq);
  const before = await until(
    () => heardBy(tab),
    ({ size }) => size === BEFORE,
    patience,
  );
  if (isReloaded) await page.goto('about:blank');
  else await line.end('reset');
  await stands(lab, line, 0);
  for (let seq = BEFORE + 1; seq < last; seq++) publish(line, seq);
  if (isReloaded) {
    await page.goto(`${line.origin}/page`);
    tab = await follow(page, '/sse?channel=room');
  }
  await stands(lab, line, 1);
  publish(line, last);
  const after = await until(
    () => heardBy(tab),
    (seqs) => seqs.has(last),
    patience,
  );
  const toldOfGap = await tab.evaluate(({ heard }) => heard.some(({ name }) => name === 'gap'));
  await page.context().close();
  return {
    when,
    published: last,
    away: AWAY,
    lost: last - new Set([...before, ...after]).size,
    sentId: line.requests.at(-1)?.position ?? null,
    toldOfGap,
  };
}

/** As `resume`, with the log kept, but that `onerror` closes the source. */
async function handle(
  lab: Laboratory,
  browser: Browser,
  closes: boolean,
  neverCloses: boolean,
): Promise<CutLine['onerror'][number]> {
  const line = await openLinkedHost(lab, { retryMs: RETRY_MS });
  const page = await openPage(browser, line.origin);
  const tab = await follow(page, '/sse?channel=room', { closesOnError: closes && !neverCloses });
  await stands(lab, line, 1);
  publish(line, 1);
  const count = (): Promise<number> => tab.evaluate((followed) => followed.heard.length);
  await until(count, (heard) => heard === 1, { withinMs: PATIENCE_MS, signal: lab.signal });
  const cutAtUs = monotonicUs();
  await line.end('reset');
  await stands(lab, line, 0);
  for (let seq = 2; seq <= 1 + AWAY; seq++) publish(line, seq);
  const heard = await until(count, (all) => all === 1 + AWAY, { withinMs: WATCHED_MS, signal: lab.signal });
  const next = line.requests.find(({ atUs }) => atUs > cutAtUs);
  await page.context().close();
  return {
    closes,
    backAfterMs: next === undefined ? null : (next.atUs - cutAtUs) / 1e3,
    published: AWAY,
    heard: heard - 1,
  };
}
