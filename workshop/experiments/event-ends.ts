import { z } from 'zod';
import { type Answer, scriptedServer } from '../../transports/sse/scripted-server.ts';
import { follow, type Reader } from '../chromium/follow.ts';
import { openBrowser, openHost, openPage } from '../chromium/page.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';
import { until, watchFor } from '../until.ts';

/** Who was cut off does not come back while it is watched. */
const RETRY = 'retry: 60000\n';

/** What a server writes, and whether it ends the stream then. */
const STREAMS = {
  whole: { body: `${RETRY}data: a\n\n`, ends: 'never' },
  unfinished: { body: `${RETRY}data: a\n`, ends: 'never' },
  unfinishedAtTheEnd: { body: `${RETRY}data: a\n`, ends: 'in order' },
  nameInItsOwnBlock: { body: `${RETRY}event: x\n\ndata: y\n\n`, ends: 'never' },
  nameInTheSameBlock: { body: `${RETRY}event: x\ndata: y\n\n`, ends: 'never' },
  twoThenEnd: { body: `${RETRY}data: a\n\ndata: b\n\n`, ends: 'in order' },
  twoThenEmptyLineAndEnd: { body: `${RETRY}data: a\n\ndata: b\n\n\n`, ends: 'in order' },
} as const satisfies Record<string, Answer>;

const WATCHED_MS = 1_000;
const OPEN_MS = 5_000;

const stream = z.object({
  sent: z.string(),
  ended: z.boolean(),
  heard: z.array(z.object({ name: z.string(), data: z.string() })),
});
const figures = z.object({
  watchedMs: z.number(),
  streams: z.object({
    whole: stream,
    unfinished: stream,
    unfinishedAtTheEnd: stream,
    nameInItsOwnBlock: stream,
    nameInTheSameBlock: stream,
    twoThenEnd: stream,
    twoThenEmptyLineAndEnd: stream,
  }),
});
export type EventEnds = z.infer<typeof figures>;

export default {
  id: 'event-ends',
  title: { en: 'Where an event ends', ko: '이벤트가 끝나는 곳' },
  method: {
    en: 'Streams that differ in where an empty line stands and whether they end, each to an EventSource of a page in Chromium. Noted is what is heard within a second.',
    ko: '빈 줄의 위치와 스트림의 종료 여부만 다른 여러 스트림을 Chromium 페이지의 EventSource에 보내고, 1초 안에 무엇이 전달되는지 봅니다.',
  },
  needs: ['chromium'],
  figures,
  measure: (lab) => measure(lab, 'EventSource'),
  opposites: { 9: (lab) => measure(lab, 'own lines'), 35: (lab) => measure(lab, 'own lines') },
} satisfies Experiment<EventEnds>;

async function measure(lab: Laboratory, reader: Reader): Promise<EventEnds> {
  const names = Object.keys(STREAMS) as (keyof typeof STREAMS)[];
  const { transport, askedFor } = scriptedServer(
    (channel) => [STREAMS[channel as keyof typeof STREAMS]],
    () => Promise.resolve(),
  );
  const [browser, { origin }] = await Promise.all([openBrowser(lab), openHost(lab, '2', [transport])]);
  const page = await openPage(browser, origin);
  const tabs = await Promise.all(
    names.map(async (name) => [name, await follow(page, `/sse?channel=${name}`, { reader })] as const),
  );
  await until(
    () => names.every((name) => askedFor(name).length > 0),
    (all) => all,
    { withinMs: OPEN_MS, signal: lab.signal },
  );
  await watchFor(WATCHED_MS, lab.signal);
  const heard = await Promise.all(
    tabs.map(async ([name, tab]) => {
      const { body, ends } = STREAMS[name];
      const events = await tab.evaluate((followed) => followed.heard);
      return [
        name,
        {
          sent: body.slice(RETRY.length),
          ended: ends === 'in order',
          heard: events.map((event) => ({ name: event.name, data: event.data })),
        },
      ] as const;
    }),
  );
  await browser.close();
  return figures.parse({ watchedMs: WATCHED_MS, streams: Object.fromEntries(heard) });
}
