import { expect, test } from 'vitest';
import { evenTicks } from './axes.ts';

test.each([
  [-521, 922, [-500, 0, 500]],
  [0, 480, [0, 100, 200, 300, 400]],
  [-0.3, 1, [0, 0.5, 1]],
])('from %d to %d even ticks lie at round values and one of them at zero', (min, max, values) => {
  expect(evenTicks({ min, max }).map(({ value }) => value + 0)).toEqual(values);
});
