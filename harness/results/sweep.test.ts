import { expect, test } from 'vitest';
import type { BenchCase } from './schema.ts';
import { atPoint, sameLoad, sweepOf } from './sweep.ts';

const benchCase = (clients: number, rate = 10): BenchCase => ({ parameters: { clients, rate } }) as never;
const run = { cases: [benchCase(400), benchCase(50), benchCase(50)] };

test('cases that differ in their clients make a sweep, its values ascending', () => {
  expect(sweepOf(run)).toEqual({ parameter: 'clients', values: [50, 400] });
});

test('cases that differ in their rate make a sweep along the rate', () => {
  expect(sweepOf({ cases: [benchCase(50, 5), benchCase(50, 1)] })).toEqual({
    parameter: 'rate',
    values: [1, 5],
  });
});

test('a run whose cases all have one load is no sweep', () => {
  expect(sweepOf({ cases: [benchCase(50), benchCase(50)] })).toBeNull();
  expect(sweepOf({ cases: [] })).toBeNull();
});

test('a point of a sweep holds the cases of its value and no others', () => {
  expect(atPoint(run, { parameter: 'clients', values: [50, 400] }, 50).cases).toHaveLength(2);
});

test('two cases have the same load where the sweep has them at one value', () => {
  const [many, few, alsoFew] = run.cases as [BenchCase, BenchCase, BenchCase];
  expect([sameLoad(run, few, alsoFew), sameLoad(run, few, many)]).toEqual([true, false]);
  expect(sameLoad({ cases: [few] }, few, many)).toBe(true);
});
