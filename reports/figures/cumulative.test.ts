import { expect, test } from 'vitest';
import { sharesBelow } from './cumulative.ts';

const curve = {
  count: 100,
  points: [
    { p: 0, us: 100 },
    { p: 0.5, us: 1_000 },
    { p: 0.9, us: 1_000 },
    { p: 0.95, us: 10_000 },
  ],
};

test('nothing has arrived before the fastest, and nothing is said past the last point that samples support', () => {
  expect(sharesBelow(curve, [50, 100, 10_000, 20_000])).toEqual([0, 0, 0.95, null]);
});

test('between two points it climbs with the logarithm of time, and many alike are one step', () => {
  const [half, step] = sharesBelow(curve, [Math.sqrt(1e5), 1_000]);
  expect(half).toBeCloseTo(0.25, 9);
  expect(step).toBe(0.9);
});
