import { expect, test } from 'vitest';
import { ClockBounds } from './clock-bounds.ts';

test('readings of one clock leave room for no difference, and each narrows it', () => {
  const bounds = new ClockBounds();
  bounds.add(1_000, 1_400, 2_000);
  expect(bounds.reading).toEqual({ aheadAtLeastUs: -600, aheadAtMostUs: 400 });
  bounds.add(3_000, 3_050, 3_100);
  expect(bounds.reading).toEqual({ aheadAtLeastUs: -50, aheadAtMostUs: 50 });
  bounds.add(4_000, 4_900, 5_000);
  expect(bounds.reading).toEqual({ aheadAtLeastUs: -50, aheadAtMostUs: 50 });
});

test('a clock that is ahead by more than an answer takes leaves none', () => {
  const bounds = new ClockBounds();
  bounds.add(1_000, 1_150 + 300, 1_200);
  expect(bounds.reading).toEqual({ aheadAtLeastUs: 250, aheadAtMostUs: 450 });
});
