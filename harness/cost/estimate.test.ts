import { expect, test } from 'vitest';
import { medianOf } from '../results/summary.ts';
import { overTrials, ratioOverBlocks } from './estimate.ts';

test('only trials of one block are divided, so what slows a whole block down does not show', () => {
  const { median, low, high } = ratioOverBlocks([10, 100, 1_000], [5, 50, 500]);
  expect(median).toBe(2);
  expect(low).toBeCloseTo(2);
  expect(high).toBeCloseTo(2);
});

test('the interval is Student’s over the logarithms of the ratios', () => {
  // Logarithms 0, ln 2, 2 ln 2: mean ln 2, deviation ln 2, t with two degrees of freedom 4.302653.
  const margin = (4.302653 * Math.LN2) / Math.sqrt(3);
  const { median, low, high, blocks } = ratioOverBlocks([1, 2, 4], [1, 1, 1]);
  expect(median).toBe(2);
  expect(low).toBeCloseTo(Math.exp(Math.LN2 - margin));
  expect(high).toBeCloseTo(Math.exp(Math.LN2 + margin));
  expect(blocks).toBe(3);
});

test('a block whose other half is missing is left out', () => {
  expect(ratioOverBlocks([3, 4], [1]).blocks).toBe(1);
});

test('a figure of its own has the median and the whole range', () => {
  expect(overTrials([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3, blocks: 3 });
  expect(medianOf([1, 2])).toBe(1.5);
  expect(medianOf([])).toBeNaN();
});
