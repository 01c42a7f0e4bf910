import { expect, test } from 'vitest';
import cpuChart from '../charts/cpu-per-delivery.ts';
import { distil } from '../distil.ts';
import { seriesOf } from '../drawing/series.ts';
import { TEST_LOOK } from '../drawing/test-look.ts';
import { cpuMultipleOf } from '../figures/reference.ts';
import { fixtureRuns } from '../fixture-runs.ts';
import { casesOf, comparedRuns, sideBySide } from './compared-run.ts';
import { drawnCases } from './lines.ts';
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

test('the raw sockets of the runs count, drawn or not', () => {
  const drawn = mergeReports(runs, sideBySide(drawnCases(casesOf(runs), null)));
  expect(drawn.run.cases.some(({ transport }) => transport === 'raw-tcp')).toBe(false);
  for (const one of drawn.run.cases) {
    const within = merged.run.cases.find(({ id }) => id === one.id);
    expect(cpuMultipleOf(drawn, one)).toEqual(within && cpuMultipleOf(merged, within));
    expect(cpuMultipleOf(drawn, one)).not.toBeNull();
  }
  expect(JSON.stringify(cpuChart.draw(drawn, TEST_LOOK))).toContain('× raw socket');
});

test('where a run has no raw socket, its cases are drawn with the others, in µs', () => {
  const [first, second] = fixtureRuns({ trials: 2 });
  const bare = { ...second, cases: second.cases.filter(({ transport }) => transport !== 'raw-tcp') };
  const two = comparedRuns([first, bare].map(distil));
  const drawing = cpuChart.draw(mergeReports(two, casesOf(two)), TEST_LOOK);
  expect(JSON.stringify(drawing)).toContain('µs of CPU');
});

test('letters go on after Z', () => {
  expect([0, 25, 26, 51, 52].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA']);
});
