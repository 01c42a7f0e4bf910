import { z } from 'zod';
import type { Trial } from '../../harness/results/schema.ts';
import { busyIn, busyShape, medianOver, runInBlocks } from '../blocks.ts';
import type { Experiment } from '../experiment.ts';
import type { ExperimentPlan, Laboratory } from '../laboratory.ts';

const BLOCKS = 3;
/** Each with a channel of its own: clients that hear the same few events would be one sample. */
const CLIENTS = 100;
/** Events a second on each channel. */
const RATES = { slow: 0.5, fast: 10 } as const;
const SECONDS = 2;
/** So short that a long poll asks again more often than polling does. */
const PLANTED_TIMEOUT_MS = 100;

const side = z.object({
  requestsPerSecond: z.number(),
  serverCpuShare: z.number(),
  bytesPerSecond: z.number(),
});
const both = z.object({
  /** In all blocks, and what that is a second on a channel's average. */
  events: z.number(),
  eventsPerSecond: z.number(),
  polling: side,
  longPolling: side,
  cpuRatio: z.number(),
});
const figures = z.object({ clients: z.number(), slow: both, fast: both, busy: busyShape });
export type LongPollingCost = z.infer<typeof figures>;

const planOf = (transport: string, rate: number, longPollTimeoutMs: number): ExperimentPlan => ({
  scenario: 'notifications',
  parameters: { clients: CLIENTS, rate, payloadBytes: 100 },
  transport,
  http: '1.1',
  tls: false,
  warmUpUs: 300_000,
  durationUs: SECONDS * 1e6,
  longPollTimeoutMs,
});

const sideOf = (trials: readonly Trial[]): z.infer<typeof side> => ({
  requestsPerSecond: medianOver(trials, ({ latencyUs }) => (latencyUs.request?.count ?? 0) / SECONDS),
  serverCpuShare: medianOver(trials, ({ server }) => server.cpuUs / (SECONDS * 1e6)),
  bytesPerSecond: medianOver(trials, ({ bytes }) => (bytes.toClients + bytes.fromClients) / SECONDS),
});

function bothOf(polled: readonly Trial[], held: readonly Trial[]): z.infer<typeof both> {
  const events = held.reduce((sum, { deliveries }) => sum + deliveries.expected, 0);
  const [polling, longPolling] = [sideOf(polled), sideOf(held)];
  return {
    events,
    eventsPerSecond: events / (held.length * CLIENTS * SECONDS),
    polling,
    longPolling,
    cpuRatio: longPolling.serverCpuShare / polling.serverCpuShare,
  };
}

async function compare(lab: Laboratory, longPollTimeoutMs: number): Promise<LongPollingCost> {
  const of = (transport: string, rate: number) => ({ plan: planOf(transport, rate, longPollTimeoutMs) });
  const trials = await runInBlocks(
    lab,
    {
      slowPolling: of('polling', RATES.slow),
      slowLong: of('long-polling', RATES.slow),
      fastPolling: of('polling', RATES.fast),
      fastLong: of('long-polling', RATES.fast),
    },
    BLOCKS,
  );
  return {
    clients: CLIENTS,
    slow: bothOf(trials.slowPolling, trials.slowLong),
    fast: bothOf(trials.fastPolling, trials.fastLong),
    busy: busyIn(trials),
  };
}

/** Long polling against polling, on quiet channels and on busy ones. */
export default {
  id: 'long-polling-cost',
  title: { en: 'Asking and being held', ko: '반복해서 요청하기와 붙잡아 두기' },
  method: {
    en: `${CLIENTS} clients follow a channel each, with about ${RATES.slow} and with about ${RATES.fast} events a second at random times, by polling every 0.5 s and by long polling, for ${SECONDS} s in ${BLOCKS} interleaved blocks, with server and clients in processes of their own. The server’s CPU, requests and bytes are compared.`,
    ko: `클라이언트 ${CLIENTS}개가 무작위 시각에 초당 약 ${RATES.slow}건, 약 ${RATES.fast}건의 이벤트가 생기는 채널을 하나씩 맡아, 0.5초 폴링과 롱 폴링으로 ${SECONDS}초씩 블록 ${BLOCKS}개로 번갈아 구독합니다. 서버와 클라이언트는 별도 프로세스이며, 서버 CPU와 요청 수, 바이트를 비교합니다.`,
  },
  needs: [],
  figures,
  measure: (lab) => compare(lab, 25_000),
  opposites: { 20: (lab) => compare(lab, PLANTED_TIMEOUT_MS) },
} satisfies Experiment<LongPollingCost>;
