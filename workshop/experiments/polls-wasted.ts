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
const TABS = 20;
const SECONDS = 8;
/** Each has six connections, of which a long poll holds one. */
const TABS_PER_BROWSER = 5;

const figures = z.object({
  intervalMs: z.number(),
  rates: z.array(
    z.object({
      eventsPerSecond: z.number(),
      requests: z.number(),
      wasted: z.number(),
      wastedShare: z.number(),
    }),
  ),
});
export type PollsWasted = z.infer<typeof figures>;

async function countWaste(lab: Laboratory, transport: Transport): Promise<PollsWasted> {
  const host = await lab.host({ http: '1.1', transports: [transport] });
  const followers = new Followers(lab);
  const counts = RATES.map((rate) => ({ rate, requests: 0, useful: 0 }));
  let counting = false;
  for (const count of counts) {
    for (let from = 0; from < TABS; from += TABS_PER_BROWSER) {
      const browser = followers.browser(host);
      const tabs = Array.from({ length: TABS_PER_BROWSER }, () => {
        /** When the question was sent whose answer brought the last event: several may come in one. */
        let lastUseful: number | undefined;
        return followers.follow({
          transport,
          browser,
          channel: `rate-${count.rate}`,
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
  counting = true;
  await Promise.all(
    RATES.map(async (rate) => {
      const random = randomSource(lab.seed, `waste ${rate}`);
      const startUs = monotonicUs();
      let seq = 1;
      for (const offsetUs of poissonOffsets(random, rate, SECONDS * 1e6)) {
        const waitMs = (startUs + offsetUs - monotonicUs()) / 1e3;
        await sleep(Math.max(0, waitMs), undefined, { signal: lab.signal });
        host.hub.publish({
          channel: `rate-${rate}`,
          kind: 'message',
          source: 'waste',
          seq: seq++,
          intendedAtUs: startUs + offsetUs,
          data: null,
        });
      }
      await sleep(Math.max(0, SECONDS * 1e3 - (monotonicUs() - startUs) / 1e3), undefined, {
        signal: lab.signal,
      });
    }),
  );
  counting = false;
  return {
    intervalMs: 500,
    rates: counts.map(({ rate, requests, useful }) => {
      const wasted = Math.max(0, requests - useful);
      return { eventsPerSecond: rate, requests, wasted, wastedShare: requests === 0 ? 0 : wasted / requests };
    }),
  };
}

/** How many polls come back with nothing, on channels of three tempers. */
export default {
  id: 'polls-wasted',
  title: { en: 'Polls that bring nothing', ko: '빈손으로 돌아오는 폴링' },
  method: {
    en: `Three channels with 0.2, 1 and 4 events a second at random times are polled by ${TABS} tabs each, every 0.5 s for ${SECONDS} s. A request is wasted where its answer held no event.`,
    ko: `무작위 시각에 초당 0.2, 1, 4건의 이벤트가 생기는 채널 셋을 탭 ${TABS}개씩이 0.5초마다 ${SECONDS}초 동안 폴링합니다. 응답에 이벤트가 없으면 낭비된 요청으로 셉니다.`,
  },
  needs: [],
  figures,
  measure: (lab) => countWaste(lab, polling),
  // A question that is held until there is something is hardly ever asked in vain.
  opposites: { 18: (lab) => countWaste(lab, longPolling) },
} satisfies Experiment<PollsWasted>;
