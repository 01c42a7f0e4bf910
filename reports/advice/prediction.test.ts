import { expect, test } from 'vitest';
import type { Load } from './load.ts';
import { isTooFar, predictionOf, reachOf } from './prediction.ts';

const load = (subscribers: number, eventsPerSecond = 10): Load => ({
  subscribers,
  eventsPerSecond,
  payloadBytes: 200,
  tabsPerBrowser: 4,
  pollIntervalMs: 500,
});
const ofSubscribers = (loads: readonly Load[], asked: number) => {
  const [first] = reachOf(loads, load(asked));
  if (first === undefined) throw new Error('no input was looked at');
  return first;
};

test('within what was measured nothing is extrapolated', () => {
  expect(ofSubscribers([load(50), load(800)], 300)).toMatchObject({ nearest: 800, beyond: 1, values: 2 });
});

test('beyond it, the factor is that to the nearest measured value, above and below', () => {
  expect(ofSubscribers([load(50), load(800)], 2400).beyond).toBeCloseTo(3);
  expect(ofSubscribers([load(50), load(800)], 10)).toMatchObject({ nearest: 50, beyond: 5 });
});

test('how a cost grows with what never varied is not known', () => {
  expect(isTooFar(ofSubscribers([load(200)], 220))).toBe(false);
  expect(isTooFar(ofSubscribers([load(200)], 400))).toBe(true);
});

test('a growth that was seen is taken to go on four times as far, and no further', () => {
  expect(isTooFar(ofSubscribers([load(50), load(800)], 3200))).toBe(false);
  expect(isTooFar(ofSubscribers([load(50), load(800)], 3300))).toBe(true);
});

test('an interval grows with each doubling beyond what was measured', () => {
  const width = (beyond: number): number => {
    const { low, high } = predictionOf(100, { deviation: 0.05, freedom: 5 }, beyond);
    return Math.log((high ?? 0) / (low ?? 1));
  };
  expect(width(2) / width(1)).toBeCloseTo(2);
  expect(width(4) / width(1)).toBeCloseTo(3);
});

test('the interval is of Student’s t, at degrees of freedom that need not be whole', () => {
  const t = (freedom: number): number => Math.log(predictionOf(1, { deviation: 1, freedom }, 1).high ?? 0);
  expect(t(5)).toBeCloseTo(2.5706, 4);
  expect(t(1.5)).toBeGreaterThan(4.303);
  expect(t(1.5)).toBeLessThan(12.706);
  expect(t(60)).toBeCloseTo(2.0003, 4);
});

test('one trial of one load has no interval', () => {
  expect(predictionOf(100, { deviation: null, freedom: 0 }, 1)).toEqual({
    value: 100,
    low: null,
    high: null,
  });
});
