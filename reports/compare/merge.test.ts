import { expect, test } from 'vitest';
import { distil } from '../distil.ts';
import { seriesOf } from '../drawing/series.ts';
import { TEST_LOOK } from '../drawing/test-look.ts';
import { cpuMultipleOf } from '../figures/reference.ts';
import { fixtureRuns } from '../fixture-runs.ts';
import { casesOf, comparedRuns, sideBySide } from './compared-run.ts';
import { mergeReports } from './merge.ts';
import { letterOf } from './origin.ts';

const runs = comparedRuns(fixtureRuns({ trials: 2 }).map(distil));
const merged = mergeReports(runs, sideBySide(casesOf(runs)));

test('every case has an id of its own, its curve, and its pairs', () => {
  const ids = merged.run.cases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(27);
  expect(Object.keys(merged.curves).sort()).toEqual([...ids].sort());
  expect(merged.pairs.every(({ subject, baseline }) => ids.includes(subject) && ids.includes(baseline))).toBe(
    true,
  );
});

test('a transport has one colour in all runs, and the run is told by letter and name', () => {
  const sse = seriesOf(merged, TEST_LOOK).filter(
    ({ benchCase }) => benchCase.transport === 'sse' && benchCase.http === '2',
  );
  expect(new Set(sse.map(({ colour }) => colour)).size).toBe(1);
  expect(sse.map(({ letter }) => letter)).toEqual(['A', 'B', 'C']);
  expect(sse[1]?.name).toBe('Server-Sent Events · HTTP/2 · run B');
});

test('each case is a multiple of the raw socket of its own run', () => {
  const [, , c] = runs;
  const own = c?.report.run.cases.find(({ id }) => id === 'live-feed/sse/2');
  const within = merged.run.cases.find(({ id }) => id === `${c?.report.run.id}/live-feed/sse/2`);
  if (c === undefined || own === undefined || within === undefined) throw new Error('a case');
  expect(cpuMultipleOf(merged, within)).toEqual(cpuMultipleOf(c.report, own));
});

test('letters go on after Z', () => {
  expect([0, 25, 26, 51, 52].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA']);
});
