import { pollsInBursts } from './engine.ts';
import { testCases } from './test-evidence.ts';

const paced = { transport: 'polling', engine: 'autocannon', http: '1.1' } as const;
const spoken = {
  connections: {
    tcpOpened: 50,
    tcpPeak: 50,
    tlsHandshakes: 50,
    httpRequests: 200,
    http2Sessions: 0,
    http2Streams: 0,
    protocols: ['http/1.1'],
  },
};
const trials = [spoken, spoken, spoken];

testCases(
  [pollsInBursts],
  [
    [
      'polls-in-bursts',
      'of autocannon where it polls more than once a second',
      { plan: { ...paced, pollIntervalMs: 500 }, trials },
      { plan: { ...paced, pollIntervalMs: 1_000 }, trials },
    ],
  ],
);
