import { z } from 'zod';
import type { Program } from '../../harness/lab-process.ts';
import type { Trial } from '../../harness/results/schema.ts';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import { busyIn, busyShape, type Estimate, estimate, medianOver, runInBlocks } from '../blocks.ts';
import type { Experiment } from '../experiment.ts';
import type { ExperimentPlan, Laboratory } from '../laboratory.ts';

const BLOCKS = 7;
const CLIENTS = 100;
/** Latency and CPU over two HTTP versions are one family: all four intervals together are right in 95 % of cases. */
const ALPHA = 0.05 / 4;

/** One frame of a screen at 60 Hz: what arrives earlier by less is seen one frame earlier at most, and mostly not at all. */
export const FRAME_MS = 16.7;
/**
 * Of the work that each delivery costs: with a larger audience, or a slower server, that is what delays. Seven blocks of
 * a machine that others use tell no finer: without any difference an interval of theirs reached 1.25.
 */
export const DEARER = 1.5;

const codes = defineErrorCodes({
  'experiment-too-noisy': 'Blocks of an experiment differ so much that they tell nothing',
});

const side = z.object({
  deliveryP50Ms: z.number(),
  serverCpuUsPerDelivery: z.number(),
  bytesPerDelivery: z.number(),
});
const interval = z.object({ mean: z.number(), low: z.number(), high: z.number() });
const version = z.object({
  sse: side,
  websocket: side,
  /** SSE − WebSocket at the median, block by block. */
  laterMs: interval,
  /** Server CPU per delivery, SSE ÷ WebSocket, block by block. */
  cpuRatio: interval,
});
const figures = z.object({
  clients: z.number(),
  blocks: z.number(),
  http1: version,
  http2: version,
  busy: busyShape,
});
export type SseWebSocket = z.infer<typeof figures>;
type Version = z.infer<typeof version>;

/** With a whole interval. */
export const isSlower = ({ laterMs, cpuRatio }: Version): boolean =>
  laterMs.low > FRAME_MS || cpuRatio.low > DEARER;
/** Not for want of evidence: both intervals end below their limits. */
export const isAlike = ({ laterMs, cpuRatio }: Version): boolean =>
  laterMs.high < FRAME_MS && cpuRatio.high < DEARER;

const plan = (transport: string, http: '1.1' | '2'): ExperimentPlan => ({
  scenario: 'live-feed',
  parameters: { clients: CLIENTS, rate: 25, payloadBytes: 100 },
  transport,
  http,
  warmUpUs: 300_000,
  durationUs: 1_000_000,
});

const p50Ms = ({ latencyUs }: Trial): number => latencyUs.delivery.p50 / 1e3;
const cpuUs = ({ server }: Trial): number => server.cpuUsPerDelivery ?? Number.NaN;

const sideOf = (trials: readonly Trial[]): z.infer<typeof side> => ({
  deliveryP50Ms: medianOver(trials, p50Ms),
  serverCpuUsPerDelivery: medianOver(trials, cpuUs),
  bytesPerDelivery: medianOver(trials, ({ bytes }) => bytes.perDelivery ?? Number.NaN),
});

/** Rejects where the intervals do not tell: noise must not decide. */
function versionOf(sse: readonly Trial[], websocket: readonly Trial[]): Version {
  // Costs multiply, so that their ratios are taken by their logarithms.
  const ratio = estimate(sse, websocket, ALPHA, (own, other) => Math.log(cpuUs(own) / cpuUs(other)));
  const laterMs = estimate(sse, websocket, ALPHA, (own, other) => p50Ms(own) - p50Ms(other));
  const cpuRatio = { mean: Math.exp(ratio.mean), low: Math.exp(ratio.low), high: Math.exp(ratio.high) };
  const found = { sse: sideOf(sse), websocket: sideOf(websocket), laterMs, cpuRatio };
  if (isSlower(found) || isAlike(found)) return found;
  const said = ({ low, high }: Estimate): string => `${low.toFixed(2)} to ${high.toFixed(2)}`;
  throw new LabError(codes['experiment-too-noisy'], {
    expected: `intervals on one side of ${FRAME_MS} ms and of ${DEARER}×`,
    got: `SSE later by ${said(laterMs)} ms, and its server’s CPU ${said(cpuRatio)}×`,
    remedy: 'Let nothing else run on this machine, and measure again.',
  });
}

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
  return {
    clients: CLIENTS,
    blocks: BLOCKS,
    http1: versionOf(trials.sse1, trials.websocket1),
    http2: versionOf(trials.sse2, trials.websocket2),
    busy: busyIn(trials),
  };
}

/** The same events over SSE and over WebSocket, block by block. */
export default {
  id: 'sse-websocket',
  title: { en: 'SSE against WebSocket', ko: 'SSE 대 WebSocket' },
  method: {
    en: `${CLIENTS} clients receive 25 events a second over TLS, by SSE and by WebSocket, over HTTP/1.1 and HTTP/2, in ${BLOCKS} blocks, each in random order. The pairs of each block give Student’s t intervals of the difference in median latency and of the ratio of server CPU per delivery, 95 % for all four together; where they do not tell, nothing is judged.`,
    ko: `클라이언트 ${CLIENTS}개가 TLS로 초당 25건을 SSE와 WebSocket으로, HTTP/1.1과 HTTP/2로 받습니다. 순서를 무작위로 정한 블록 ${BLOCKS}개로 나누어 재고, 블록마다 짝지은 값으로 지연 중앙값의 차이와 전달당 서버 CPU의 비에 대한 t 신뢰구간을 구합니다. 네 구간을 합쳐 95 %이며, 구간만으로 알 수 없으면 판정하지 않습니다.`,
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
