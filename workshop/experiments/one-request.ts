import { z } from 'zod';
import native from '../../harness/engines/native/index.ts';
import { runLedgerTrial } from '../../harness/ledger/ledger-trial.ts';
import { loadMeters } from '../../harness/load-parts.ts';
import { HTTP_VERSIONS, type HttpVersion } from '../../transports/transport.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';

const figures = z.object({
  versions: z.array(
    z.object({
      http: z.enum(HTTP_VERSIONS),
      subscribers: z.number(),
      deliveries: z.number(),
      /** Of requests and responses, both ways: until the first event is due, and from then on. */
      headBytesConnecting: z.number(),
      headBytesDelivering: z.number(),
    }),
  ),
});
export type OneRequest = z.infer<typeof figures>;

export default {
  id: 'one-request',
  title: { en: 'One request, many events', ko: '요청 하나, 이벤트 여럿' },
  method: {
    en: 'Eight clients of the lab follow twenty events a second through a tap that takes every byte apart, over HTTP/1.1 and HTTP/2. Counted are the bytes of request and response headers, before the first event and after.',
    ko: '실험실의 클라이언트 여덟 개가 초당 이벤트 스무 개를, 모든 바이트를 분류하는 중간 기록기(tap)를 거쳐 HTTP/1.1과 HTTP/2로 받습니다. 첫 이벤트 전과 후의 요청·응답 헤더 바이트를 셉니다.',
  },
  needs: [],
  figures,
  measure: (lab) => measure(lab, 'sse'),
  opposites: { 2: (lab) => measure(lab, 'long-polling') },
} satisfies Experiment<OneRequest>;

async function measure(lab: Laboratory, transport: string): Promise<OneRequest> {
  return { versions: await Promise.all(HTTP_VERSIONS.map((http) => count(lab, transport, http))) };
}

async function count(
  lab: Laboratory,
  transport: string,
  http: HttpVersion,
): Promise<OneRequest['versions'][number]> {
  const meters = await loadMeters();
  const { subscribers, deliveries, phases } = await runLedgerTrial(
    {
      scenario: 'live-feed',
      parameters: { clients: 8, rate: 20, payloadBytes: 100 },
      transport,
      http,
      tls: true,
      seed: lab.seed,
      warmUpUs: 0,
      durationUs: 1_500_000,
      tabsPerBrowser: 4,
      keepAlive: true,
      pollIntervalMs: 500,
      longPollTimeoutMs: 25_000,
      heartbeatMs: 15_000,
      source: 'in-process',
    },
    { engine: native, meters, signal: lab.signal, onPhase: () => {} },
  );
  const headsOf = (phase: 'connect' | 'deliver'): number => phases[phase].heads.up + phases[phase].heads.down;
  return {
    http,
    subscribers,
    deliveries,
    headBytesConnecting: headsOf('connect'),
    headBytesDelivering: headsOf('deliver'),
  };
}
