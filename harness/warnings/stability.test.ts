import { expect, test } from 'vitest';
import type { Trial } from '../results/schema.ts';
import { soundTrial } from '../sound-trial.ts';
import { notSettled, trialSpread } from './stability.ts';
import { codesIn, endToEnd, findIn, having, inAll, testCases } from './test-evidence.ts';

type Slice = Trial['timeline'][number];

/** A timeline whose slices of the measure phase differ in this. */
const overTime = (changes: readonly Partial<Slice>[]): Partial<Trial> => {
  const [slice] = soundTrial().timeline;
  return {
    timeline: changes.map((change, at) => ({ ...slice, atUs: 1e6 + at * 5e5, ...change })) as Slice[],
  };
};
const cpuOverTime = (...cpuUs: number[]): Partial<Trial> =>
  overTime(cpuUs.map((serverCpuUs, at) => ({ serverCpuUs, deliveries: at % 3 })));
const latencyOverTime = (...us: (number | null)[]): Partial<Trial> =>
  overTime(us.map((endToEndP50Us) => ({ endToEndP50Us })));

const FALLING = [100, 92, 79, 71, 60, 49, 41, 30];
const SWINGING = [100, 40, 79, 30, 100, 49, 41, 92];

testCases(
  [trialSpread, notSettled],
  [
    [
      'not-settled',
      'when CPU falls during the measure phase',
      { trials: inAll(cpuOverTime(...FALLING)) },
      // It swings as far, and goes nowhere.
      { trials: inAll(cpuOverTime(...SWINGING)) },
    ],
    [
      'not-settled',
      'when latency grows',
      { trials: inAll(latencyOverTime(...FALLING.toReversed())) },
      { trials: inAll(latencyOverTime(...SWINGING)) },
    ],
    [
      'not-settled',
      'when it moves by a quarter',
      { trials: inAll(latencyOverTime(100, 107, 114, 121, 128, 135, 142, 149)) },
      { trials: inAll(latencyOverTime(100, 105, 110, 115, 120, 125, 130, 135)) },
    ],
    [
      'trial-spread',
      'when one trial costs more than twice another',
      { trials: [having({ server: { cpuUsPerDelivery: 41 } })] },
      { trials: [having({ server: { cpuUsPerDelivery: 40 } })] },
    ],
  ],
);

test('how far which figure moved is told, with its direction', () => {
  const trials = inAll({
    ...cpuOverTime(...FALLING),
    ...overTime(
      FALLING.map((serverCpuUs, at) => ({ serverCpuUs, endToEndP50Us: 40 + 10 * at, deliveries: 1 })),
    ),
  });
  expect(findIn({ trials })[0]?.seen.en).toMatch(/: server CPU −4\d %, end-to-end p50 \+7\d %\.$/);
});

test('cost that follows the deliveries, which the schedule has so, has settled', () => {
  const trials = inAll(overTime(FALLING.map((deliveries) => ({ deliveries, serverCpuUs: deliveries * 20 }))));
  expect(codesIn({ trials })).toEqual([]);
});

test('slices in which nothing came have no latency, and the others count', () => {
  expect(codesIn({ trials: inAll(latencyOverTime(30, null, 49, 60, null, 79, 92, 100)) })).toEqual([
    'not-settled',
  ]);
});

test('what a fault does in the middle is meant to be seen there', () => {
  const trials = inAll(cpuOverTime(...FALLING));
  expect(codesIn({ trials, plan: { fault: {} as never } })).toEqual([]);
});

test.each([
  [endToEnd({ p50: 8_001 }), 'end-to-end p50 2.0×'],
  [endToEnd({ p99: 31_000 }), 'end-to-end p99 2.1×'],
  [having({ server: { rssBytesPerSubscriber: 3_000 } }), 'memory per subscriber 3.3×'],
  [having({ server: { rssBytesPerSubscriber: 50 } }), 'memory per subscriber > 100×'],
  [having({ server: { rssBytesPerSubscriber: 0 } }), 'memory per subscriber > 100×'],
  [having({ bytes: { perDelivery: 800 } }), 'bytes per delivery 2.2×'],
])('the headline metric that differs is told: %#', (one, words) => {
  expect(findIn({ trials: [one] })[0]?.seen.en).toBe(
    `Trials differ widely, largest against smallest: ${words}.`,
  );
});

test('a p99 that its trial has too few samples for is not held against the others', () => {
  const few = endToEnd({ p99: 90_000, count: 900 });
  expect(codesIn({ trials: [few] })).toEqual([]);
});

test('what is small differs as widely as what is large', () => {
  const costs = (cpuUsPerDelivery: number) => having({ server: { cpuUsPerDelivery } });
  expect(findIn({ trials: [costs(0.5), costs(0.5), costs(0.2)] })[0]?.seen.en).toMatch(/delivery 2\.5×\.$/);
});
