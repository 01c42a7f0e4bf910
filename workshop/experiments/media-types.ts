import type { JSHandle } from 'playwright-core';
import { z } from 'zod';
import { scriptedServer } from '../../transports/sse/scripted-server.ts';
import { type Followed, follow, type Reader } from '../chromium/follow.ts';
import { openBrowser, openHost, openPage } from '../chromium/page.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';
import { until, watchFor } from '../until.ts';

/** What browsers look at before they settle what an answer without a clear type is: WHATWG MIME Sniffing, 1,445 bytes. */
const SNIFFED = `: ${'.'.repeat(2_000)}\n`;

const ANSWERS = [
  { type: 'text/event-stream', first: '' },
  { type: 'text/event-stream; charset=utf-8', first: '' },
  { type: 'application/json', first: '' },
  { type: 'application/octet-stream', first: '' },
  { type: 'text/event-stream-2', first: '' },
  { type: 'text/plain', first: SNIFFED },
  { type: 'text/plain', first: '' },
];
/** The server says `retry: 100`: who would come back had ten times that. */
const WATCHED_MS = 1_000;
const OPEN_MS = 5_000;
const STATES = ['connecting', 'open', 'closed'] as const;

const figures = z.object({
  watchedMs: z.number(),
  types: z.array(
    z.object({
      type: z.string(),
      sentBytes: z.number(),
      heard: z.number(),
      requests: z.number(),
      /** Error events in the page, and its source's `readyState` in the end. */
      errors: z.number(),
      state: z.enum(STATES),
    }),
  ),
});
export type MediaTypes = z.infer<typeof figures>;

export default {
  id: 'media-types',
  title: { en: 'The stream’s media type', ko: '스트림의 미디어 타입' },
  method: {
    en: 'One stream after another with one event each, every one under another Content-Type, to EventSources of a page in Chromium over HTTP/2. Noted is what is heard, how often the page asks, how many error events it gets, and its readyState after a second.',
    ko: '이벤트 하나를 담은 같은 스트림을 Content-Type만 바꿔 가며 Chromium 페이지의 EventSource에 HTTP/2로 보냅니다. 전달된 이벤트, 요청 횟수, error 이벤트 수, 1초 뒤의 readyState를 봅니다.',
  },
  needs: ['chromium'],
  figures,
  measure: (lab) => measure(lab, 'EventSource'),
  opposites: { 3: (lab) => measure(lab, 'own lines') },
} satisfies Experiment<MediaTypes>;

async function measure(lab: Laboratory, reader: Reader): Promise<MediaTypes> {
  const bodies = ANSWERS.map(({ first }) => `${first}retry: 100\ndata: hello\n\n`);
  const { transport, askedFor } = scriptedServer(
    (channel) => [
      {
        headers: { 'Content-Type': ANSWERS[Number(channel)]?.type ?? '' },
        body: bodies[Number(channel)] ?? '',
        ends: 'never',
      },
    ],
    () => Promise.resolve(),
  );
  const [browser, { origin }] = await Promise.all([openBrowser(lab), openHost(lab, '2', [transport])]);
  const page = await openPage(browser, origin);
  const tabs = await Promise.all(
    ANSWERS.map((_, place) => follow(page, `/sse?channel=${place}`, { reader })),
  );
  await until(
    () => tabs.every((_, place) => askedFor(String(place)).length > 0),
    (all) => all,
    { withinMs: OPEN_MS, signal: lab.signal },
  );
  await watchFor(WATCHED_MS, lab.signal);
  const types = await Promise.all(
    tabs.map(async (tab, place) => ({
      type: ANSWERS[place]?.type ?? '',
      sentBytes: bodies[place]?.length ?? 0,
      ...(await seenBy(tab)),
      requests: askedFor(String(place)).length,
    })),
  );
  await browser.close();
  return { watchedMs: WATCHED_MS, types };
}

async function seenBy(
  tab: JSHandle<Followed>,
): Promise<Pick<MediaTypes['types'][number], 'heard' | 'errors' | 'state'>> {
  const { state, ...seen } = await tab.evaluate((one) => ({
    heard: one.heard.length,
    errors: one.errors(),
    state: one.state(),
  }));
  return { ...seen, state: STATES[state] ?? 'closed' };
}
