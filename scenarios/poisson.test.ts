import fc from 'fast-check';
import { expect, test } from 'vitest';
import { poissonOffsets } from './poisson.ts';
import { randomSource } from './random.ts';

const HOUR_US = 3_600e6;

test('events of a Poisson process come at the rate asked for', () => {
  const count = [...poissonOffsets(randomSource('rate', 'feed'), 10, HOUR_US)].length;
  // 36,000 expected with a standard deviation of 190: four of them on each side.
  expect(Math.abs(count - 36_000)).toBeLessThan(4 * Math.sqrt(36_000));
});

test('counts per second vary as much as they are large, which even spacing would not', () => {
  const perSecond = new Array<number>(3_600).fill(0);
  for (const atUs of poissonOffsets(randomSource('variance', 'feed'), 10, HOUR_US)) {
    const second = Math.floor(atUs / 1e6);
    perSecond[second] = (perSecond[second] ?? 0) + 1;
  }
  const mean = perSecond.reduce((sum, count) => sum + count, 0) / perSecond.length;
  const variance = perSecond.reduce((sum, count) => sum + (count - mean) ** 2, 0) / perSecond.length;
  expect(variance / mean).toBeGreaterThan(0.9);
  expect(variance / mean).toBeLessThan(1.1);
});

test('a rate in thousands is not lost to rounding of the gaps', () => {
  const count = [...poissonOffsets(randomSource('fast', 'feed'), 200_000, 5e6)].length;
  expect(Math.abs(count - 1e6)).toBeLessThan(4 * Math.sqrt(1e6));
});

test('offsets are whole microseconds in order, from 0 up to the horizon', () => {
  const rate = fc.double({ min: 0.01, max: 5_000, noNaN: true });
  fc.assert(
    fc.property(fc.string(), rate, fc.integer({ min: 0, max: 2e6 }), (seed, perSecond, horizonUs) => {
      let lastUs = 0;
      for (const atUs of poissonOffsets(randomSource(seed, 'feed'), perSecond, horizonUs)) {
        expect(Number.isInteger(atUs)).toBe(true);
        expect(atUs).toBeGreaterThanOrEqual(lastUs);
        expect(atUs).toBeLessThan(horizonUs);
        lastUs = atUs;
      }
    }),
    { numRuns: 30 },
  );
});

test('a rate of 0 gives no events', () => {
  expect([...poissonOffsets(randomSource('seed', 'feed'), 0, HOUR_US)]).toEqual([]);
});
