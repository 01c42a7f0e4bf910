import type { Trial } from './results/schema.ts';

const latency = { p50: 4_000, p90: 8_000, p99: 15_000, p999: 20_000, max: 22_000, count: 8_000 };

/** A trial over HTTP/2 that gives no reason to doubt it, for tests to change. */
export const soundTrial = (index = 0): Trial => ({
  index,
  startedAt: '2026-11-21T10:00:00.000Z',
  latencyUs: { delivery: latency, endToEnd: latency },
  deliveries: {
    expected: 8_000,
    received: 8_000,
    lost: 0,
    duplicated: 0,
    reordered: 0,
    starved: 0,
    missedByStarved: 0,
    unexpected: 0,
  },
  connections: {
    tcpOpened: 50,
    tcpPeak: 50,
    tlsHandshakes: 50,
    httpRequests: 200,
    http2Sessions: 50,
    http2Streams: 200,
    protocols: ['h2'],
  },
  bytes: { toClients: 2_900_000, fromClients: 60_000, perDelivery: 370 },
  server: {
    cpuUs: 160_000,
    cpuUsPerDelivery: 20,
    rssBytes: 90e6,
    rssBytesPerConnection: 40_000,
    rssBytesPerSubscriber: 10_000,
    eventLoopDelayP99Us: 1_000,
    eventLoopDelayMaxUs: 3_000,
  },
  generator: {
    cpuUs: 240_000,
    cpuUsPerDelivery: 30,
    eventLoopDelayP99Us: 2_000,
    cpuShare: 0.06,
    saturated: false,
  },
  source: { lagP50Us: 600, lagP99Us: 1_500, lagMaxUs: 1_500, published: 40 },
  clock: {
    server: { aheadAtLeastUs: -800, aheadAtMostUs: 500 },
    load: [{ aheadAtLeastUs: -30, aheadAtMostUs: 20 }],
    beforePublished: 0,
    earliestUs: 300,
  },
  machine: { cores: 2, stolenShare: 0, othersCores: 0.003, serverWaitShare: 0.01, loadWaitShare: 0.01 },
  limits: { refused: 0, acceptQueueOverflows: 0, serverOpenFiles: 75, serverOpenFilesLimit: 1024 },
  phasesUs: { connect: 200_000, warmUp: 1_000_000, measure: 4_000_000, drain: 20_000 },
  timeline: Array.from({ length: 10 }, (_, slice) => ({
    atUs: slice * 500_000,
    widthUs: 500_000,
    deliveries: 1_000,
    endToEndP50Us: 4_000,
    endToEndP99Us: 15_000,
    endToEndMaxUs: 20_000,
    httpRequests: 0,
    tcpOpen: 50,
    http2Streams: 0,
    serverCpuUs: 20_000,
    serverRssBytes: 90e6,
  })),
});
