import { z } from 'zod';
import type { Experiment } from '../experiment.ts';

const CLIENTS = 50;
const POLL_INTERVAL_MS = 500;
const EVENTS_PER_SECOND = 0.5;
const SECONDS = 6;

const figures = z.object({
  clients: z.number(),
  pollIntervalMs: z.number(),
  eventsPerSecond: z.number(),
  seconds: z.number(),
  /** Without the first one of each client, which only says where the feed is. */
  requests: z.number(),
  deliveries: z.number(),
  /** At least: of the requests, those that brought no event, if every event came by a request of its own. */
  emptyShare: z.number(),
  bytesPerDelivery: z.number(),
});
export type EmptyAnswers = z.infer<typeof figures>;

/** What a lesson begins with; the claims about polling have experiments of their own. */
export default {
  id: 'empty-answers',
  title: { en: 'Asking for nothing', ko: '빈손으로 돌아오는 요청' },
  method: {
    en: `${CLIENTS} clients poll every ${POLL_INTERVAL_MS} ms for ${SECONDS} s over HTTP/1.1 with keep-alive; an event happens about every ${1 / EVENTS_PER_SECOND} s. Requests are counted by the server, events by the clients.`,
    ko: `클라이언트 ${CLIENTS}개가 keep-alive HTTP/1.1로 ${SECONDS}초 동안 ${POLL_INTERVAL_MS}ms마다 묻고, 이벤트는 약 ${1 / EVENTS_PER_SECOND}초마다 일어납니다. 요청은 서버가, 이벤트는 클라이언트가 셉니다.`,
  },
  needs: [],
  figures,
  async measure(lab) {
    const { connections, deliveries, bytes } = await lab.trial({
      scenario: 'live-feed',
      parameters: { clients: CLIENTS, rate: EVENTS_PER_SECOND, payloadBytes: 100 },
      transport: 'polling',
      http: '1.1',
      tls: false,
      warmUpUs: 0,
      durationUs: SECONDS * 1e6,
      pollIntervalMs: POLL_INTERVAL_MS,
    });
    const requests = connections.httpRequests - CLIENTS;
    return {
      clients: CLIENTS,
      pollIntervalMs: POLL_INTERVAL_MS,
      eventsPerSecond: EVENTS_PER_SECOND,
      seconds: SECONDS,
      requests,
      deliveries: deliveries.received,
      emptyShare: 1 - deliveries.received / requests,
      bytesPerDelivery: bytes.perDelivery ?? 0,
    };
  },
  opposites: {},
} satisfies Experiment<EmptyAnswers>;
