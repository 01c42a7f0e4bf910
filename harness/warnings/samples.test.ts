import { expect, test } from 'vitest';
import { fewSamples, oneTrial } from './samples.ts';
import { endToEnd, findIn, inAll, testCases } from './test-evidence.ts';

const many = [endToEnd({ count: 10_000 })];

testCases(
  [oneTrial, fewSamples],
  [
    ['one-trial', 'of a single trial', { count: 1, trials: many }, { count: 2, trials: many }],
    [
      'few-samples',
      'below ten values beyond a percentile',
      { trials: inAll(endToEnd({ count: 3_333 })) },
      { trials: inAll(endToEnd({ count: 3_334 })) },
    ],
  ],
);

test('one trial is said to give no confidence', () => {
  expect(findIn({ count: 1, trials: many })[0]?.why.en).toMatch(/^One trial gives no confidence/);
});

test.each([
  [9_999, 'p99.9'],
  [1_000, 'p99.9'],
  [999, 'p99, p99.9'],
  [100, 'p99, p99.9'],
  [99, 'p90, p99, p99.9'],
])('%i latencies are too few for %s', (count, names) => {
  const trials = [count - 2, 1, 1].map((own) => endToEnd({ count: own }));
  expect(findIn({ trials })[0]?.seen.en).toBe(
    `There are ${count} latencies in all trials together, too few for ${names}, which is not shown.`,
  );
});
