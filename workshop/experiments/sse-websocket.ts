import { z } from 'zod';
import type { Program } from '../../harness/lab-process.ts';
import type { Trial } from '../../harness/results/schema.ts';
import { comparedBy, medianOver, runInBlocks } from '../blocks.ts';
import type { Experiment } from '../experiment.ts';
import type { ExperimentPlan, Laboratory } from '../laboratory.ts';

const BLOCKS = 4;
const CLIENTS = 100;
/** Judged as one family: what is late and what is dear. */
const METRICS = { p50: 'latencyUs.delivery.p50', cpu: 'server.cpuUsPerDelivery' } as const;

const side = z.object({
  deliveryP50Ms: z.number(),
  serverCpuUsPerDelivery: z.number(),
  bytesPerDelivery: z.number(),
});
/** SSE ÷ WebSocket, with the lab's verdict over all blocks. */
const ratio = z.object({
  ratio: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  verdict: z.enum(['lower', 'higher', 'indistinguishable', 'unknown']),
});
const version = z.object({ sse: side, websocket: side, latency: ratio, cpu: ratio });
const figures = z.object({ clients: z.number(), blocks: z.number(), http1: version, http2: version });
export type SseWebSocket = z.infer<typeof figures>;

const plan = (transport: string, http: '1.1' | '2'): ExperimentPlan => ({
  scenario: 'live-feed',
  parameters: { clients: CLIENTS, rate: 25, payloadBytes: 100 },
  transport,
  http,
  warmUpUs: 300_000,
  durationUs: 1_000_000,
});

const sideOf = (trials: readonly Trial[]): z.infer<typeof side> => ({
  deliveryP50Ms: medianOver(trials, ({ latencyUs }) => latencyUs.delivery.p50 / 1e3),
  serverCpuUsPerDelivery: medianOver(trials, ({ server }) => server.cpuUsPerDelivery ?? Number.NaN),
  bytesPerDelivery: medianOver(trials, ({ bytes }) => bytes.perDelivery ?? Number.NaN),
});

async function compare(lab: Laboratory, sseServer?: Program): Promise<SseWebSocket> {
  const sse = (http: '1.1' | '2') => ({ plan: plan('sse', http), ...(sseServer && { server: sseServer }) });
  const trials = await runInBlocks(
    lab,
    {
      sse1: sse('1.1'),
      websocket1: { plan: plan('websocket', '1.1') },
      sse2: sse('2'),
      websocket2: { plan: plan('websocket', '2') },
    },
    BLOCKS,
  );
  const versionOf = (own: readonly Trial[], other: readonly Trial[]): z.infer<typeof version> => {
    const compared = comparedBy(own, other, Object.values(METRICS));
    const ratioOf = (metric: string): z.infer<typeof ratio> => ratio.parse(compared[metric]);
    return {
      sse: sideOf(own),
      websocket: sideOf(other),
      latency: ratioOf(METRICS.p50),
      cpu: ratioOf(METRICS.cpu),
    };
  };
  return {
    clients: CLIENTS,
    blocks: BLOCKS,
    http1: versionOf(trials.sse1, trials.websocket1),
    http2: versionOf(trials.sse2, trials.websocket2),
  };
}

/** The same events over SSE and over WebSocket, block by block. */
export default {
  id: 'sse-websocket',
  title: { en: 'SSE against WebSocket', ko: 'SSE 대 WebSocket' },
  method: {
    en: `${CLIENTS} clients receive 25 events a second over TLS, by SSE and by WebSocket, over HTTP/1.1 and HTTP/2, in ${BLOCKS} blocks, each in random order. The lab’s comparison of paired blocks says whether median latency and server CPU per delivery differ, both judged together.`,
    ko: `클라이언트 ${CLIENTS}개가 TLS로 초당 25건을 SSE와 WebSocket으로, HTTP/1.1과 HTTP/2로 받습니다. 순서를 무작위로 정한 블록 ${BLOCKS}개로 나누어 재고, 짝지은 블록 비교로 지연 중앙값과 전달당 서버 CPU가 다른지 함께 판정합니다.`,
  },
  needs: [],
  figures,
  measure: (lab) => compare(lab),
  opposites: {
    // An SSE server that loses a tenth of a millisecond before each delivery.
    22: (lab) =>
      compare(lab, {
        file: new URL('../../harness/planted-delay/server-process.ts', import.meta.url),
        words: ['server', '0.1'],
      }),
  },
} satisfies Experiment<SseWebSocket>;
