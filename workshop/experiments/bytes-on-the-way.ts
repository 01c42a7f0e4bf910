import { z } from 'zod';
import native from '../../harness/engines/native/index.ts';
import { runLedgerTrial } from '../../harness/ledger/ledger-trial.ts';
import { loadMeters } from '../../harness/load-parts.ts';
import { BYTE_CLASSES } from '../../harness/results/byte-classes.ts';
import type { TrialPlan } from '../../harness/trial-plan.ts';
import { comparedTransports, loadTransports } from '../../transports/registry.ts';
import { HTTP_VERSIONS, type HttpVersion } from '../../transports/transport.ts';
import type { Experiment } from '../experiment.ts';

const PAYLOAD_BYTES = 100;

const figures = z.object({
  payloadBytes: z.number(),
  ways: z.array(
    z.object({
      transport: z.string(),
      title: z.object({ en: z.string(), ko: z.string() }),
      http: z.enum(HTTP_VERSIONS),
      deliveries: z.number(),
      /** Both ways, from the first event on, per event delivered. */
      bytesPerDelivery: z.record(z.enum(BYTE_CLASSES), z.number()),
    }),
  ),
});
export type BytesOnTheWay = z.infer<typeof figures>;

/** What no claim is judged by, and lessons begin with: it has no opposite. */
export default {
  id: 'bytes-on-the-way',
  title: { en: 'Where the bytes of an event go', ko: '이벤트 하나의 바이트가 쓰이는 곳' },
  method: {
    en: 'Eight clients of the lab follow four events a second with 100 bytes of data, by each transport over each HTTP version, without TLS, through a tap. Parsers of HTTP/1.1, HTTP/2, event streams and WebSocket frames take every byte apart; their sum must be what the sockets counted.',
    ko: '실험실의 클라이언트 여덟 개가 데이터 100바이트짜리 이벤트를 초당 네 개씩, 방식과 HTTP 버전마다 TLS 없이 중간 기록기(tap)를 거쳐 받습니다. HTTP/1.1, HTTP/2, 이벤트 스트림, WebSocket 프레임 파서가 모든 바이트를 분류하며, 합은 소켓이 센 값과 같아야 합니다.',
  },
  needs: [],
  figures,
  async measure(lab) {
    const [meters, transports] = await Promise.all([loadMeters(), loadTransports()]);
    const ways: BytesOnTheWay['ways'] = [];
    for (const { id, title } of comparedTransports(transports)) {
      // Bytes do not depend on who else is at it.
      const both = HTTP_VERSIONS.map(async (http) => {
        const plan = planOf(id, http, lab.seed);
        const options = { engine: native, meters, signal: lab.signal, onPhase: () => {} };
        const { deliveries, phases } = await runLedgerTrial(plan, options);
        const bytesPerDelivery = Object.fromEntries(
          BYTE_CLASSES.map((name) => {
            const { up, down } = phases.deliver[name];
            return [name, deliveries === 0 ? 0 : (up + down) / deliveries];
          }),
        ) as BytesOnTheWay['ways'][number]['bytesPerDelivery'];
        return { transport: id, title, http, deliveries, bytesPerDelivery };
      });
      ways.push(...(await Promise.all(both)));
    }
    return { payloadBytes: PAYLOAD_BYTES, ways };
  },
  opposites: {},
} satisfies Experiment<BytesOnTheWay>;

const planOf = (transport: string, http: HttpVersion, seed: string): TrialPlan => ({
  scenario: 'live-feed',
  parameters: { clients: 8, rate: 4, payloadBytes: PAYLOAD_BYTES },
  transport,
  http,
  tls: false,
  seed,
  warmUpUs: 0,
  durationUs: 1_000_000,
  tabsPerBrowser: 4,
  keepAlive: true,
  // One question for each event, on average.
  pollIntervalMs: 250,
  longPollTimeoutMs: 25_000,
  heartbeatMs: 15_000,
  source: 'in-process',
});
