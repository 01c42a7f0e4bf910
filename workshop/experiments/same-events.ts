import { z } from 'zod';
import { comparedTransports, loadTransports } from '../../transports/registry.ts';
import type { Experiment } from '../experiment.ts';

const CLIENTS = 100;
const EVENTS_PER_SECOND = 4;
const POLL_INTERVAL_MS = 500;
const SECONDS = 3;

const figures = z.object({
  clients: z.number(),
  eventsPerSecond: z.number(),
  pollIntervalMs: z.number(),
  ways: z.array(
    z.object({
      transport: z.string(),
      title: z.object({ en: z.string(), ko: z.string() }),
      colour: z.object({ light: z.string(), dark: z.string() }),
      endToEndP50Ms: z.number(),
      /** In all, the one that it begins with included. */
      requestsPerClient: z.number(),
      connections: z.number(),
      bytesPerDelivery: z.number(),
      serverCpuUsPerDelivery: z.number(),
    }),
  ),
});
export type SameEvents = z.infer<typeof figures>;

/** What no claim is judged by, and lessons begin with: it has no opposite. */
export default {
  id: 'same-events',
  title: { en: 'The same events, four ways', ko: '같은 이벤트를 네 가지 방식으로' },
  method: {
    en: `A feed of ${EVENTS_PER_SECOND} events a second to ${CLIENTS} clients over HTTP/1.1, by each transport in turn, each with server and clients in fresh processes; polling asks every ${POLL_INTERVAL_MS} ms. Delay counts from when an event was due; bytes and requests are counted on the server’s sockets.`,
    ko: `HTTP/1.1에서 초당 ${EVENTS_PER_SECOND}개의 이벤트를 클라이언트 ${CLIENTS}개에 보내며, 방식마다 서버와 클라이언트를 새 프로세스로 띄웁니다. 폴링은 ${POLL_INTERVAL_MS} ms마다 묻습니다. 지연은 이벤트가 예정된 시각부터, 바이트와 요청은 서버의 소켓에서 셉니다.`,
  },
  needs: [],
  figures,
  async measure(lab) {
    const ways: SameEvents['ways'] = [];
    for (const { id, title, colour } of comparedTransports(await loadTransports())) {
      const { latencyUs, connections, bytes, server } = await lab.trial({
        scenario: 'live-feed',
        parameters: { clients: CLIENTS, rate: EVENTS_PER_SECOND, payloadBytes: 100 },
        transport: id,
        http: '1.1',
        tls: false,
        durationUs: SECONDS * 1e6,
        pollIntervalMs: POLL_INTERVAL_MS,
      });
      ways.push({
        transport: id,
        title,
        colour,
        endToEndP50Ms: latencyUs.endToEnd.p50 / 1e3,
        requestsPerClient: connections.httpRequests / CLIENTS,
        connections: connections.tcpPeak,
        bytesPerDelivery: bytes.perDelivery ?? 0,
        serverCpuUsPerDelivery: server.cpuUsPerDelivery ?? 0,
      });
    }
    return { clients: CLIENTS, eventsPerSecond: EVENTS_PER_SECOND, pollIntervalMs: POLL_INTERVAL_MS, ways };
  },
  opposites: {},
} satisfies Experiment<SameEvents>;
