import { z } from 'zod';
import { type Answer, type Asked, scriptedServer } from '../../transports/sse/scripted-server.ts';
import { follow } from '../chromium/follow.ts';
import { openBrowser, openHost, openPage } from '../chromium/page.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';
import { until } from '../until.ts';

/** What `retry:` says; nothing in the first. */
const STATED_MS = [undefined, 50, 400, 1_500];
/** Two returns each: the second one shows whether the browser waits longer every time. */
const RETURNS = 2;
const PATIENCE_MS = 12_000;

const wait = z.object({ statedMs: z.number().nullable(), cut: z.boolean(), waitedMs: z.array(z.number()) });
const figures = z.object({ waits: z.array(wait) });
export type RetryDelay = z.infer<typeof figures>;

export default {
  id: 'retry-delay',
  title: { en: 'How long the browser waits', ko: '브라우저가 기다리는 시간' },
  method: {
    en: 'Streams end, in order or by a cut, after the server said retry: 50, 400, 1500, or nothing; an EventSource in Chromium follows each. The server notes the time from the end of its answer to the next request, twice.',
    ko: '서버가 retry: 50, 400, 1500을 보내거나 아무것도 보내지 않은 뒤 스트림을 정상 종료하거나 끊습니다. Chromium의 EventSource가 각각을 구독하고, 서버는 응답이 끝난 뒤 다음 요청까지의 시간을 두 번 잽니다.',
  },
  needs: ['chromium'],
  figures,
  measure: (lab) => measure(lab, (ms) => `retry: ${ms}\n`),
  // Only digits are a retry (HTML standard, 9.2.6): this one is ignored, and nobody is told.
  opposites: { 6: (lab) => measure(lab, (ms) => `retry: ${ms / 1e3}s\n`) },
} satisfies Experiment<RetryDelay>;

async function measure(lab: Laboratory, write: (ms: number) => string): Promise<RetryDelay> {
  const streams = STATED_MS.flatMap((statedMs) => [
    { statedMs, cut: false },
    { statedMs, cut: true },
  ]);
  const { transport, askedFor } = scriptedServer(
    (channel): readonly Answer[] => {
      const { statedMs, cut } = streams[Number(channel)] ?? { cut: false };
      const retry = statedMs === undefined ? '' : write(statedMs);
      return [{ body: `${retry}data: a\n\n`, ends: cut ? 'by a cut' : 'in order' }];
    },
    () => Promise.resolve(),
  );
  const [browser, { origin }] = await Promise.all([openBrowser(lab), openHost(lab, '2', [transport])]);
  const page = await openPage(browser, origin);
  await Promise.all(streams.map((_, place) => follow(page, `/sse?channel=${place}`)));
  await until(
    () => streams.every((_, place) => askedFor(String(place)).length > RETURNS),
    (all) => all,
    { withinMs: PATIENCE_MS, signal: lab.signal },
  );
  await browser.close();
  return {
    waits: streams.map(({ statedMs = null, cut }, place) => ({
      statedMs,
      cut,
      waitedMs: waitsOf(askedFor(String(place))),
    })),
  };
}

const waitsOf = (asked: readonly Asked[]): number[] =>
  asked.slice(1, 1 + RETURNS).map(({ atUs }, index) => (atUs - (asked[index]?.overAtUs ?? Number.NaN)) / 1e3);
