import { z } from 'zod';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';

/** For so long a long poll is held, and so long the other one's interval is. */
const INTERVAL_MS = 2_000;
const SECONDS = 5;
const EVENTS_PER_SECOND = 2;
const CLIENTS = 20;

const one = z.object({
  expected: z.number(),
  deliveries: z.number(),
  endToEndP50Ms: z.number(),
  requestsPerClientPerSecond: z.number(),
});
const figures = z.object({
  intervalMs: z.number(),
  /** What did happen on a channel, on average. */
  eventsPerSecond: z.number(),
  longPolling: one,
  polling: one,
});
export type AskingAgain = z.infer<typeof figures>;

export default {
  id: 'asking-again',
  title: { en: 'Held, or asked less often', ko: '붙잡아 두기와 뜸하게 요청하기' },
  method: {
    en: 'The same events at random times, about two a second on a channel for each of twenty clients: by long polling, held for at most two seconds, and by polling every two seconds. What is compared is the time from when an event was due until it arrives.',
    ko: '클라이언트 스무 개의 채널마다 무작위 시각에 초당 두 개쯤 생기는 같은 이벤트를, 최대 2초 붙잡아 두는 롱 폴링과 2초 간격의 폴링으로 보냅니다. 이벤트가 예정된 시각부터 도착까지 걸린 시간을 비교합니다.',
  },
  needs: [],
  figures,
  measure: (lab) => measure(lab, 'long-polling'),
  opposites: { 36: (lab) => measure(lab, 'polling') },
} satisfies Experiment<AskingAgain>;

/** @param long what is taken for long polling */
async function measure(lab: Laboratory, long: string): Promise<AskingAgain> {
  // Neither keeps a core busy, so that they do not disturb each other.
  const [longPolling, polling] = await Promise.all([run(lab, long), run(lab, 'polling')]);
  const eventsPerSecond = polling.expected / CLIENTS / SECONDS;
  return { intervalMs: INTERVAL_MS, eventsPerSecond, longPolling, polling };
}

async function run(lab: Laboratory, transport: string): Promise<z.infer<typeof one>> {
  const { deliveries, latencyUs, connections, phasesUs } = await lab.trial({
    scenario: 'notifications',
    parameters: { clients: CLIENTS, rate: EVENTS_PER_SECOND, payloadBytes: 100 },
    transport,
    http: '1.1',
    tls: false,
    durationUs: SECONDS * 1e6,
    pollIntervalMs: INTERVAL_MS,
    longPollTimeoutMs: INTERVAL_MS,
  });
  const { connect, warmUp, measure: measured, drain } = phasesUs;
  const seconds = (connect + warmUp + measured + drain) / 1e6;
  return {
    expected: deliveries.expected,
    deliveries: deliveries.received,
    endToEndP50Ms: latencyUs.endToEnd.p50 / 1e3,
    requestsPerClientPerSecond: connections.httpRequests / CLIENTS / seconds,
  };
}
