import { z } from 'zod';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';

const around = z.object({
  /** Written around the JSON of an event on its way down. */
  framingBytes: z.number(),
  /** Heads of requests and answers, both ways, per event. */
  headBytes: z.number(),
  eventBytes: z.number(),
});
const figures = z.object({ deliveries: z.number(), sse: around, websocket: around });
export type Framing = z.infer<typeof figures>;

async function weigh(
  lab: Laboratory,
  transport: string,
): Promise<z.infer<typeof around> & { deliveries: number }> {
  const { phases, deliveries } = await lab.ledger({
    scenario: 'live-feed',
    parameters: { clients: 8, rate: 20, payloadBytes: 50 },
    transport,
    http: '1.1',
    tls: false,
    durationUs: 1_500_000,
  });
  const { framing, heads, envelope, payload } = phases.deliver;
  return {
    deliveries,
    framingBytes: framing.down / deliveries,
    headBytes: (heads.up + heads.down) / deliveries,
    eventBytes: (envelope.down + payload.down) / deliveries,
  };
}

async function compare(lab: Laboratory, inWebSocketsPlace: string): Promise<Framing> {
  const { deliveries, ...sse } = await weigh(lab, 'sse');
  const { deliveries: _, ...websocket } = await weigh(lab, inWebSocketsPlace);
  return { deliveries, sse, websocket };
}

/** What stands around one event on the open stream, to the byte. */
export default {
  id: 'framing',
  title: { en: 'Bytes around one event', ko: '이벤트 하나를 둘러싼 바이트' },
  method: {
    en: 'Eight clients receive events of 50 bytes over HTTP/1.1 in cleartext through the lab’s tap, which sorts every byte of both directions into a class; the sum must agree with the sockets. The bytes around each event, and the headers that travel while events flow, are divided by the deliveries.',
    ko: '클라이언트 8개가 평문 HTTP/1.1로 50바이트 이벤트를 받고, 실험실의 중간 기록기(tap)가 양방향의 모든 바이트를 종류별로 기록해 소켓이 센 값과 맞춥니다. 이벤트를 둘러싼 바이트와 이벤트가 흐르는 동안 오간 헤더를 전달 수로 나눕니다.',
  },
  needs: [],
  figures,
  measure: (lab) => compare(lab, 'websocket'),
  // In WebSocket's place, something that does carry headers with every message.
  opposites: { 23: (lab) => compare(lab, 'polling') },
} satisfies Experiment<Framing>;
