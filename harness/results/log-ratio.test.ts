import { expect, test } from 'vitest';
import { intervalOf, type LogRatio, pairedLogRatio, unpairedLogRatio } from './log-ratio.ts';

test('a paired ratio has the geometric mean of the pairs, and n − 1 degrees of freedom', () => {
  const { mean, standardError, freedom, blocks } = pairedLogRatio([
    [2, 2],
    [20, 10],
    [400, 100],
  ]) as LogRatio;
  expect(Math.exp(mean)).toBeCloseTo(2);
  expect(standardError).toBeCloseTo(Math.LN2 / Math.sqrt(3));
  expect([freedom, blocks]).toEqual([2, 3]);
});

test('one pair has a ratio, and no freedom to tell how sure it is', () => {
  expect(pairedLogRatio([[6, 3]])).toMatchObject({ mean: Math.log(2), freedom: 0, blocks: 1 });
  expect(unpairedLogRatio([6], [0.5, 2])).toMatchObject({ mean: Math.log(6), freedom: 0, blocks: 1 });
  expect(pairedLogRatio([])).toBeNull();
  expect(unpairedLogRatio([], [1])).toBeNull();
});

test('Welch’s figures are those of another implementation', () => {
  // By the formula of Welch and Satterthwaite and the incomplete beta function, with mpmath.
  const ratio = unpairedLogRatio([10, 11, 12, 13], [20, 25, 22]) as LogRatio;
  const { low, high } = intervalOf(ratio, 0.05);
  expect(ratio.freedom).toBeCloseTo(4.478272, 5);
  expect(Math.log(low)).toBeCloseTo(-0.8929, 5);
  expect(Math.log(high)).toBeCloseTo(-0.435699, 5);
});

test('Student’s quantiles are those of the printed tables', () => {
  const unit = (freedom: number): LogRatio => ({ mean: 0, standardError: 1, freedom, blocks: freedom + 1 });
  const bound = (freedom: number, alpha: number): number => Math.log(intervalOf(unit(freedom), alpha).high);
  expect(bound(1, 0.05)).toBeCloseTo(12.706, 3);
  expect(bound(4, 0.05)).toBeCloseTo(2.776, 3);
  expect(bound(2, 0.01)).toBeCloseTo(9.925, 3);
  expect(bound(120, 0.05)).toBeCloseTo(1.98, 3);
});

test('without spread the interval is the ratio itself, and a huge one is still a number', () => {
  const same = pairedLogRatio([
    [3, 2],
    [3, 2],
  ]) as LogRatio;
  expect(intervalOf(same, 0.01)).toEqual({ low: 1.5, high: 1.5 });
  expect(unpairedLogRatio([3, 3, 3], [2, 2])).toMatchObject({ standardError: 0, freedom: 1 });
  const apart = pairedLogRatio([
    [1, 1e6],
    [1e6, 1],
  ]) as LogRatio;
  expect(intervalOf(apart, 0.001)).toEqual({ low: 0, high: Number.MAX_VALUE });
});
