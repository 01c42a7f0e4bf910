import { expect, test } from 'vitest';
import { runSchema } from '../harness/results/schema.ts';
import { fixtureCapacity } from './fixture-capacity.ts';
import { fixtureRun } from './fixture-run.ts';
import { fixtureSweep } from './fixture-sweep.ts';

test('the fixture is a run as the harness would write it', () => {
  const run = fixtureRun();
  expect(runSchema.parse(run)).toEqual(run);
});

test('so are the fixtures of a sweep and of a search for capacity', () => {
  for (const run of [fixtureSweep(), fixtureCapacity()]) expect(runSchema.parse(run)).toEqual(run);
});

test('the fixture is the same every time', () => {
  expect(fixtureRun({ trials: 2 })).toEqual(fixtureRun({ trials: 2 }));
});
