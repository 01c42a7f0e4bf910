import { expect, test } from 'vitest';
import { fitWeights } from './least-squares.ts';

const rows = [
  [1, 50, 2],
  [1, 200, 9],
  [1, 800, 4],
  [1, 100, 30],
  [1, 400, 1],
];
const targetsOf = (weights: readonly number[]): number[] =>
  rows.map((row) => row.reduce((sum, value, i) => sum + value * (weights[i] as number), 0));

test('what a sum of costs is made of is found again', () => {
  const weights = fitWeights(rows, targetsOf([7, 3, 5]), rows.length);
  for (const [i, weight] of [7, 3, 5].entries()) expect(weights[i]).toBeCloseTo(weight, 3);
});

test('a cost is never below nothing, even where that would fit better', () => {
  const weights = fitWeights(rows, targetsOf([500, 3, -2]), rows.length);
  expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
});

test('a term that only follows the noise gets no weight', () => {
  const many = Array.from({ length: 12 }, (_, i) => [1, 50 * (i + 1), ((i * 7) % 12) + 1]);
  const noisy = many.map(([, size = 0], i) => 3 * size * (i % 2 ? 1.02 : 0.98));
  const weights = fitWeights(many, noisy, many.length);
  expect(weights[2]).toBe(0);
  expect(weights[1]).toBeCloseTo(3, 1);
});

test('one load gives one weight, and no more', () => {
  const weights = fitWeights([[1, 200, 9]], [600], 1);
  expect(weights.filter((weight) => weight > 0)).toHaveLength(1);
});

test('small and large loads count alike', () => {
  const weights = fitWeights([[10], [10_000]], [11, 9000], 2);
  // Relative errors of +10 % and −10 %; absolute ones would give 0.9.
  expect(weights[0]).toBeGreaterThan(0.95);
});
