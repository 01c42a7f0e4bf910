import { expect, test } from 'vitest';
import type { Run } from '../../harness/results/schema.ts';
import { distil } from '../distil.ts';
import { fixtureRun } from '../fixture-run.ts';
import { dearer } from '../fixture-runs.ts';
import { casesOf, comparedRuns } from './compared-run.ts';
import { differencesBetween, type RunDifferences } from './run-differences.ts';
import { sayOtherness, sayReason } from './say-difference.ts';

function between(change: (run: Run) => void): RunDifferences {
  const other = fixtureRun({
    trials: 5,
    noise: 3,
    change: (run) => [Object.assign(run, { id: 'b' }), change(run)],
  });
  const runs = comparedRuns([fixtureRun({ trials: 5 }), other].map(distil));
  const [baseline, run] = runs;
  if (baseline === undefined || run === undefined) throw new Error('two runs');
  return differencesBetween(run, baseline, casesOf(runs));
}

test('two runs of the same have nothing to tell', () => {
  const found = between(() => {});
  expect([found.forbidding, found.ofCases, found.toNote, found.drift]).toEqual([[], [], [], []]);
});

test('another load is told once, however many cases have it, in both languages', () => {
  const { ofCases } = between(({ cases }) =>
    cases.map((one) => Object.assign(one.parameters, { clients: 400 })),
  );
  expect(ofCases.map((reason) => sayReason(reason, 'en'))).toEqual([
    'another load (clients 400 instead of 200)',
  ]);
  expect(sayReason(ofCases[0] as never, 'ko')).toBe('다른 부하 (clients 200 대신 400)');
});

test('another version is noted and forbids nothing', () => {
  const { toNote, forbidding } = between(({ environment }) => Object.assign(environment, { node: '27.0.0' }));
  expect(toNote.map((one) => sayOtherness(one, 'en'))).toEqual(['Node 27.0.0 instead of 26.10.0']);
  expect(forbidding).toEqual([]);
});

test('a machine that tells a little more memory after a restart is the same machine', () => {
  expect(between(({ environment }) => (environment.memoryBytes += 5e6)).forbidding).toEqual([]);
  expect(between(({ environment }) => (environment.memoryBytes *= 2)).forbidding[0]?.kind).toBe('machine');
});

test('a raw socket that costs more by itself is the sign of another machine', () => {
  const { drift } = between((run) => dearer(run, 1.4, () => true));
  expect(drift.map(({ metric, verdict }) => [metric, verdict])).toEqual([
    ['server.cpuUsPerDelivery', 'higher'],
  ]);
});

test('cases that only one of them has are counted', () => {
  const { onlyHere, onlyThere } = between((run) => run.cases.splice(0, 2));
  expect([onlyHere, onlyThere]).toEqual([0, 2]);
});
