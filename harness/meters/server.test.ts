import { expect, test } from 'vitest';
import type { Observation } from '../meter.ts';
import server from './server.ts';

const state = (pid: number, rssBytes: number, tcpOpen: number) => ({
  servers: [{ pid }],
  rssBytes,
  cpuUs: 0,
  eventLoopDelayP99Us: 0,
  connections: { tcpOpen },
});

const memoryOf = (before: ReturnType<typeof state>, measureEnd: ReturnType<typeof state>) =>
  server.section({
    before,
    measureStart: before,
    measureEnd,
    load: [{ opened: 8 }],
    deliveriesInPhase: 1,
  } as unknown as Observation).server;

test('memory is what one process grew by, per connection and per subscriber', () => {
  expect(memoryOf(state(1, 50_000, 0), state(1, 58_000, 2))).toMatchObject({
    rssBytesPerConnection: 4_000,
    rssBytesPerSubscriber: 1_000,
  });
});

test('a server that took another’s place has no growth to divide', () => {
  expect(memoryOf(state(1, 50_000, 0), state(2, 58_000, 2))).toMatchObject({
    rssBytes: 58_000,
    rssBytesPerConnection: null,
    rssBytesPerSubscriber: null,
  });
});
