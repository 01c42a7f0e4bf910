import { expect, test } from 'vitest';
import { distil } from '../distil.ts';
import { fixtureRun } from '../fixture-run.ts';
import { casesOf, comparedRuns, type RunCase } from './compared-run.ts';
import { filtered } from './filters.ts';
import { drawnCases, MOST_LINES } from './lines.ts';
import { EVERYTHING } from './view.ts';

const runs = (count: number): readonly RunCase[] =>
  casesOf(
    comparedRuns(
      Array.from({ length: count }, (_, place) =>
        distil(fixtureRun({ trials: 1, change: (run) => Object.assign(run, { id: `run ${place}` }) })),
      ),
    ),
  );
const ids = (cases: readonly RunCase[]): Set<string> => new Set(cases.map(({ benchCase }) => benchCase.id));

test('one run is drawn whole', () => {
  expect(drawnCases(runs(1), null)).toHaveLength(9);
});

test('of ten runs one case is drawn, with the same case of every run', () => {
  const drawn = drawnCases(runs(10), null);
  expect(drawn).toHaveLength(10);
  expect(ids(drawn).size).toBe(1);
});

test('of three runs every transport is drawn once before any is drawn twice', () => {
  const transports = drawnCases(runs(3), null).map(({ benchCase }) => benchCase.transport);
  expect(transports).toHaveLength(12);
  expect(new Set(transports).size).toBe(4);
});

test('never more lines than can be told apart, unless the reader picks them', () => {
  const many = runs(20);
  expect(drawnCases(many, null)).toHaveLength(MOST_LINES);
  expect(
    drawnCases(
      many,
      many.map(({ key }) => key),
    ),
  ).toHaveLength(180);
  expect(drawnCases(many, [])).toEqual([]);
});

test('filters are joined by and, the values of one by or, and unknown values count for nothing', () => {
  const shown = filtered(runs(2), {
    ...EVERYTHING,
    only: ['run 1', 'gone'],
    transport: ['sse', 'websocket'],
    http: ['2'],
    fault: ['no-such-fault'],
  });
  expect(shown.map(({ key }) => key)).toEqual(['run 1/live-feed/sse/2', 'run 1/live-feed/websocket/2']);
});

test('what has no HTTP can be filtered for', () => {
  expect(ids(filtered(runs(1), { ...EVERYTHING, http: ['-'] }))).toEqual(new Set(['live-feed/raw-tcp']));
});
