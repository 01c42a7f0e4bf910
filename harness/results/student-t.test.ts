import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { expect, test } from 'vitest';
import { studentT } from './student-t.ts';

test.each([1, 1.3, 2, 3.7, 4, 9, 30.5, 200, 5_000])(
  'with %d degrees of freedom it agrees with the library to nine digits',
  (freedom) => {
    for (const alpha of [0.9, 0.5, 0.05, 0.01, 0.05 / 45, 1e-6]) {
      const known = studentQuantile(1 - alpha / 2, freedom);
      expect(studentT(alpha, freedom) / known).toBeCloseTo(1, 9);
    }
  },
);

test('the values of the tables are found', () => {
  expect(studentT(0.05, 4)).toBeCloseTo(2.7764, 4);
  expect(studentT(0.01, 1)).toBeCloseTo(63.6567, 4);
});
