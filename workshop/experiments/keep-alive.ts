import { z } from 'zod';
import type { Trial } from '../../harness/results/schema.ts';
import { medianOver, runInBlocks } from '../blocks.ts';
import type { Experiment } from '../experiment.ts';
import type { ExperimentPlan, Laboratory } from '../laboratory.ts';

const BLOCKS = 2;

const side = z.object({
  connectionsPerPoll: z.number(),
  serverCpuUsPerPoll: z.number(),
  requestP50Ms: z.number(),
});
const both = z.object({ kept: side, fresh: side, cpuRatio: z.number() });
const figures = z.object({ cleartext: both, tls: both });
export type KeepAlive = z.infer<typeof figures>;

const plan = (tls: boolean, keepAlive: boolean): ExperimentPlan => ({
  scenario: 'live-feed',
  parameters: { clients: 100, rate: 1, payloadBytes: 100 },
  transport: 'polling',
  http: '1.1',
  tls,
  keepAlive,
  durationUs: 1_500_000,
});

const polls = ({ latencyUs }: Trial): number => latencyUs.request?.count ?? Number.NaN;

const sideOf = (trials: readonly Trial[]): z.infer<typeof side> => ({
  connectionsPerPoll: medianOver(
    trials,
    ({ connections }) => connections.tcpOpened / connections.httpRequests,
  ),
  serverCpuUsPerPoll: medianOver(trials, (trial) => trial.server.cpuUs / polls(trial)),
  requestP50Ms: medianOver(trials, ({ latencyUs }) => (latencyUs.request?.p50 ?? Number.NaN) / 1e3),
});

async function compare(lab: Laboratory, freshKeepsAlive: boolean): Promise<KeepAlive> {
  const trials = await runInBlocks(
    lab,
    {
      kept: { plan: plan(false, true) },
      fresh: { plan: plan(false, freshKeepsAlive) },
      keptTls: { plan: plan(true, true) },
      freshTls: { plan: plan(true, freshKeepsAlive) },
    },
    BLOCKS,
  );
  const bothOf = (kept: z.infer<typeof side>, fresh: z.infer<typeof side>): z.infer<typeof both> => ({
    kept,
    fresh,
    cpuRatio: fresh.serverCpuUsPerPoll / kept.serverCpuUsPerPoll,
  });
  return {
    cleartext: bothOf(sideOf(trials.kept), sideOf(trials.fresh)),
    tls: bothOf(sideOf(trials.keptTls), sideOf(trials.freshTls)),
  };
}

/** What a connection for every poll costs, with and without TLS. */
export default {
  id: 'keep-alive',
  title: { en: 'A handshake for each poll', ko: '폴링마다 핸드셰이크' },
  method: {
    en: 'A hundred tabs poll every 0.5 s over HTTP/1.1, with connections that are kept and with a new one for every request, in cleartext and over TLS, in interleaved trials. The server’s CPU per poll, its connections and the time of a request are compared.',
    ko: '탭 100개가 HTTP/1.1로 0.5초마다 폴링합니다. 연결을 유지할 때와 요청마다 새로 열 때를 평문과 TLS에서 번갈아 측정해, 폴링당 서버 CPU와 연결 수, 요청 시간을 비교합니다.',
  },
  needs: [],
  figures,
  measure: (lab) => compare(lab, false),
  // Clients that say they open a connection for each poll, and keep theirs.
  opposites: { 19: (lab) => compare(lab, true) },
} satisfies Experiment<KeepAlive>;
