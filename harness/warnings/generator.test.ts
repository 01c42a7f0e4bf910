import { expect, test } from 'vitest';
import { generatorSaturated } from './generator.ts';
import { endToEnd, findIn, having, inAll, testCases } from './test-evidence.ts';

testCases(
  [generatorSaturated],
  [
    [
      'generator-saturated',
      'past nine tenths of a core',
      { trials: [having({ generator: { cpuShare: 0.91 } })] },
      { trials: [having({ generator: { cpuShare: 0.89 } })] },
    ],
    [
      'generator-saturated',
      'when using and waiting for a core come to that',
      { trials: [having({ generator: { cpuShare: 0.5 }, machine: { loadWaitShare: 0.41 } })] },
      { trials: [having({ generator: { cpuShare: 0.5 }, machine: { loadWaitShare: 0.39 } })] },
    ],
    [
      'generator-saturated',
      'when the clients’ delay is most of the p99',
      {
        trials: inAll({
          ...having({ generator: { eventLoopDelayP99Us: 26_000 } }),
          ...endToEnd({ p99: 51_000 }),
        }),
      },
      // Half of what is reported, and no more.
      {
        trials: inAll({
          ...having({ generator: { eventLoopDelayP99Us: 26_000 } }),
          ...endToEnd({ p99: 52_000 }),
        }),
      },
    ],
    [
      'generator-saturated',
      'when that delay is past what is usual, and not before',
      { trials: [having({ generator: { eventLoopDelayP99Us: 25_001 } })] },
      { trials: [having({ generator: { eventLoopDelayP99Us: 25_000 } })] },
    ],
    [
      'generator-saturated',
      'when the clients’ delay is large however slow the transport',
      {
        trials: inAll({
          ...having({ generator: { eventLoopDelayP99Us: 101_000 } }),
          ...endToEnd({ p99: 5e5 }),
        }),
      },
      {
        trials: inAll({
          ...having({ generator: { eventLoopDelayP99Us: 99_000 } }),
          ...endToEnd({ p99: 5e5 }),
        }),
      },
    ],
  ],
);

test('in how many trials is told, and the worst of each reason', () => {
  const trials = [
    having({ generator: { cpuShare: 0.95 } }),
    having({ generator: { cpuShare: 0.97, eventLoopDelayP99Us: 30_000 } }),
  ];
  expect(findIn({ trials })[0]?.seen.en).toBe(
    'The clients were too busy in 2 of 3 trials: they used up to 97 % of a core, their event loop was up to 30 ms late (p99).',
  );
  const waiting = having({ generator: { cpuShare: 0.5 }, machine: { loadWaitShare: 0.45 } });
  expect(findIn({ trials: [waiting] })[0]?.seen.en).toBe(
    'The clients were too busy in 1 of 3 trials: they used or waited for a core up to 95 % of the time.',
  );
});
