import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { monotonicUs } from '../../lab/clock.ts';
import { poissonOffsets } from '../../scenarios/poisson.ts';
import { randomSource } from '../../scenarios/random.ts';
import longPolling from '../../transports/long-polling/index.ts';
import polling from '../../transports/polling/index.ts';
import type { Transport } from '../../transports/transport.ts';
import type { Experiment } from '../experiment.ts';
import { Followers } from '../followers.ts';
import type { Laboratory } from '../laboratory.ts';

/** Events a second: a quiet channel, one that moves, a busy one. */
const RATES = [0.2, 1, 4] as const;
/** Each with a channel of its own: tabs that hear the same events would be one sample. */
const TABS = 40;
const SECONDS = 8;
const INTERVAL_MS = 500;
/** Each has six connections, of which a long poll holds one. */
const TABS_PER_BROWSER = 5;

const figures = z.object({
  intervalMs: z.number(),
  rates: z.array(
    z.object({
      eventsPerSecond: z.number(),
      /** How often it happened, on a channel's average. */
      realisedPerSecond: z.number(),
      requests: z.number(),
      wasted: z.number(),
      wastedShare: z.number(),
      /** e^(−rate × interval), of what happened: so many intervals have no event. */
      expectedShare: z.number(),
    }),
  ),
});
export type PollsWasted = z.infer<typeof figures>;

const channelOf = (rate: number, tab: number): string => `rate-${rate}-${tab}`;

/** What happens on all channels, in order of time. */
const scheduleOf = (lab: Laboratory) =>
  RATES.flatMap((rate) =>
    Array.from({ length: TABS }, (_, tab) => {
      const channel = channelOf(rate, tab);
      const offsets = poissonOffsets(randomSource(lab.seed, channel), rate, SECONDS * 1e6);
      return [...offsets].map((offsetUs) => ({ rate, channel, offsetUs }));
    }).flat(),
  ).sort((a, b) => a.offsetUs - b.offsetUs);

async function countWaste(lab: Laboratory, transport: Transport): Promise<PollsWasted> {
  const host = await lab.host({ http: '1.1', transports: [transport] });
  const followers = new Followers(lab);
  const counts = RATES.map((rate) => ({ rate, requests: 0, useful: 0 }));
  let counting = false;
  for (const count of counts) {
    for (let from = 0; from < TABS; from += TABS_PER_BROWSER) {
      const browser = followers.browser(host);
      const tabs = Array.from({ length: TABS_PER_BROWSER }, (_, tab) => {
        /** When the question was sent whose answer brought the last event: several may come in one. */
        let lastUseful: number | undefined;
        return followers.follow({
          transport,
          browser,
          channel: channelOf(count.rate, from + tab),
          sink: {
            onRequest: () => {
              if (counting) count.requests++;
            },
            onEvent: (_event, _bytes, askedAtUs) => {
              if (!counting || askedAtUs === lastUseful) return;
              lastUseful = askedAtUs;
              count.useful++;
            },
          },
        });
      });
      await Promise.all(tabs);
    }
  }
  const schedule = scheduleOf(lab);
  counting = true;
  const startUs = monotonicUs();
  const waitUntil = (offsetUs: number): Promise<void> =>
    sleep(Math.max(0, (startUs + offsetUs - monotonicUs()) / 1e3), undefined, { signal: lab.signal });
  for (const [index, { channel, offsetUs }] of schedule.entries()) {
    await waitUntil(offsetUs);
    const event = { channel, kind: 'message', source: 'waste', seq: index + 1, data: null };
    host.hub.publish({ ...event, intendedAtUs: startUs + offsetUs });
  }
  await waitUntil(SECONDS * 1e6);
  counting = false;
  return {
    intervalMs: INTERVAL_MS,
    rates: counts.map(({ rate, requests, useful }) => {
      const wasted = Math.max(0, requests - useful);
      const events = schedule.filter((event) => event.rate === rate).length;
      const realisedPerSecond = events / TABS / SECONDS;
      return {
        eventsPerSecond: rate,
        realisedPerSecond,
        requests,
        wasted,
        wastedShare: requests === 0 ? 0 : wasted / requests,
        expectedShare: Math.exp((-realisedPerSecond * INTERVAL_MS) / 1e3),
      };
    }),
  };
}

/** How many polls come back with nothing, on channels of three tempers. */
export default {
  id: 'polls-wasted',
  title: { en: 'Polls that bring nothing', ko: '빈손으로 돌아오는 폴링' },
  method: {
    en: `Three times ${TABS} channels with about 0.2, 1 and 4 events a second at random times are polled by a tab each, every 0.5 s for ${SECONDS} s. A request is wasted where its answer held no event.`,
    ko: `무작위 시각에 초당 약 0.2, 1, 4건의 이벤트가 생기는 채널 ${TABS}개씩을 탭이 하나씩 맡아 0.5초마다 ${SECONDS}초 동안 폴링합니다. 응답에 이벤트가 없으면 낭비된 요청으로 셉니다.`,
  },
  needs: [],
  figures,
  measure: (lab) => countWaste(lab, polling),
  // A question that is held until there is something is hardly ever asked in vain.
  opposites: { 18: (lab) => countWaste(lab, longPolling) },
} satisfies Experiment<PollsWasted>;
