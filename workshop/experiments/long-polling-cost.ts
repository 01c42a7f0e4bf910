import { z } from 'zod';
import type { Trial } from '../../harness/results/schema.ts';
import { runInBlocks } from '../blocks.ts';
import type { Experiment } from '../experiment.ts';
import type { ExperimentPlan, Laboratory } from '../laboratory.ts';

const RATES = { slow: 0.5, fast: 20 } as const;
const CLIENTS = 100;
const SECONDS = 2;
/** So short that a long poll asks again all the time. */
const PLANTED_TIMEOUT_MS = 20;

const side = z.object({
  requestsPerSecond: z.number(),
  serverCpuShare: z.number(),
  bytesPerSecond: z.number(),
});
const both = z.object({
  eventsPerSecond: z.number(),
  polling: side,
  longPolling: side,
  cpuRatio: z.number(),
});
const figures = z.object({ clients: z.number(), slow: both, fast: both });
export type LongPollingCost = z.infer<typeof figures>;

const plan = (transport: string, rate: number, longPollTimeoutMs: number): ExperimentPlan => ({
  scenario: 'live-feed',
  parameters: { clients: CLIENTS, rate, payloadBytes: 100 },
  transport,
  http: '1.1',
  tls: false,
  durationUs: SECONDS * 1e6,
  longPollTimeoutMs,
});

function sideOf([trial]: readonly Trial[]): z.infer<typeof side> {
  if (trial === undefined) throw new Error('no trial');
  return {
    // Where nothing happened a long poll was answered by nothing.
    requestsPerSecond: (trial.latencyUs.request?.count ?? 0) / SECONDS,
    serverCpuShare: trial.server.cpuUs / (SECONDS * 1e6),
    bytesPerSecond: (trial.bytes.toClients + trial.bytes.fromClients) / SECONDS,
  };
}

async function compare(lab: Laboratory, longPollTimeoutMs: number): Promise<LongPollingCost> {
  const of = (transport: string, rate: number) => ({ plan: plan(transport, rate, longPollTimeoutMs) });
  const trials = await runInBlocks(
    lab,
    {
      slowPolling: of('polling', RATES.slow),
      slowLong: of('long-polling', RATES.slow),
      fastPolling: of('polling', RATES.fast),
      fastLong: of('long-polling', RATES.fast),
    },
    1,
  );
  const bothOf = (rate: number, polled: readonly Trial[], held: readonly Trial[]): z.infer<typeof both> => {
    const [polling, longPolling] = [sideOf(polled), sideOf(held)];
    return {
      eventsPerSecond: rate,
      polling,
      longPolling,
      cpuRatio: longPolling.serverCpuShare / polling.serverCpuShare,
    };
  };
  return {
    clients: CLIENTS,
    slow: bothOf(RATES.slow, trials.slowPolling, trials.slowLong),
    fast: bothOf(RATES.fast, trials.fastPolling, trials.fastLong),
  };
}

/** Long polling against polling, on a channel that is nearly silent and on a busy one. */
export default {
  id: 'long-polling-cost',
  title: { en: 'Asking and being held', ko: '반복해서 요청하기와 붙잡아 두기' },
  method: {
    en: `${CLIENTS} clients follow a channel with ${RATES.slow} and with ${RATES.fast} events a second, by polling every 0.5 s and by long polling, in a trial of ${SECONDS} s each with server and clients in processes of their own. The server’s CPU, requests and bytes are compared.`,
    ko: `클라이언트 ${CLIENTS}개가 초당 ${RATES.slow}건과 ${RATES.fast}건의 채널을 0.5초 폴링과 롱 폴링으로 각각 ${SECONDS}초씩 구독합니다. 서버와 클라이언트는 별도 프로세스이며, 서버 CPU와 요청 수, 바이트를 비교합니다.`,
  },
  needs: [],
  figures,
  measure: (lab) => compare(lab, 25_000),
  opposites: { 20: (lab) => compare(lab, PLANTED_TIMEOUT_MS) },
} satisfies Experiment<LongPollingCost>;
