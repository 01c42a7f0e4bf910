import { expect, test } from 'vitest';
import type { Run } from '../../harness/results/schema.ts';
import { distil } from '../distil.ts';
import { FATAL_WARNING, fixtureRun } from '../fixture-run.ts';
import { fixtureRuns } from '../fixture-runs.ts';
import { baselineOf } from './baseline.ts';
import { type ComparedCase, compareCases } from './compare-cases.ts';
import { casesOf, comparedRuns } from './compared-run.ts';

const CPU = 2;

function compare(runs: readonly Run[], baseline: string | null = null): readonly ComparedCase[] {
  const all = comparedRuns(runs.map(distil));
  const cases = casesOf(all);
  return compareCases(cases, baselineOf(baseline, all, cases));
}

const of = (compared: readonly ComparedCase[], letter: string, id: string): ComparedCase =>
  compared.find(({ subject }) => subject.of.letter === letter && subject.benchCase.id === id) as ComparedCase;

const [a, b, c] = fixtureRuns();

test('without a baseline each case is held against the same case of the first run', () => {
  const compared = compare([a, b]);
  const changed = of(compared, 'B', 'live-feed/sse/2').comparisons[CPU];
  expect(changed?.verdict).toBe('higher');
  expect(changed?.low).toBeGreaterThan(1.1);
  expect(of(compared, 'B', 'live-feed/websocket/2').comparisons[CPU]?.verdict).toBe('indistinguishable');
  expect(of(compared, 'A', 'live-feed/sse/2').isBaseline).toBe(true);
});

test('against one case, those of its run are paired by blocks and those of another run are not', () => {
  const compared = compare([a, b], `${a.id}/live-feed/websocket/1.1`);
  const [own, other] = ['A', 'B'].map((letter) => of(compared, letter, 'live-feed/sse/1.1').comparisons[CPU]);
  expect(own?.blocks).toBe(5);
  expect(other?.verdict).toBe('higher');
  expect(of(compared, 'B', 'live-feed/websocket/1.1').isBaseline).toBe(false);
});

test('a run alone is held against its first case', () => {
  const compared = compare([a]);
  expect(compared.filter(({ isBaseline }) => isBaseline).map(({ subject }) => subject.benchCase.id)).toEqual([
    'live-feed/polling/1.1',
  ]);
});

test('the case that a run alone is held against is valid, and no reference', () => {
  const first = fixtureRun({
    trials: 2,
    change({ cases }) {
      cases.unshift(...cases.splice(cases.findIndex(({ transport }) => transport === 'raw-tcp')));
      cases[1]?.warnings.push(FATAL_WARNING);
      cases[2]?.trials.splice(0);
    },
  });
  const held = (run: Run): (string | undefined)[] =>
    compare([run])
      .filter(({ isBaseline }) => isBaseline)
      .map(({ subject }) => subject.benchCase.id);
  expect(held(first)).toEqual([first.cases[3]?.id]);
  for (const { warnings } of first.cases) warnings.push(FATAL_WARNING);
  expect(held(first)).toEqual([first.cases[0]?.id]);
});

test('a search for capacity is no baseline', () => {
  const search = { ...a, id: 'search', cases: [] };
  const compared = compare([search, a, b], search.id);
  expect(of(compared, 'B', 'live-feed/sse/2').isBaseline).toBe(true);
  expect(of(compared, 'C', 'live-feed/sse/2').baseline?.of.letter).toBe('B');
  expect(of(compare([search, a]), 'B', 'live-feed/polling/1.1').isBaseline).toBe(true);
});

test('what the baseline did not measure is told apart from what the run itself did not', () => {
  const cut = { ...fixtureRun({ trials: 2, change: ({ cases }) => cases[0]?.trials.splice(0) }), id: 'cut' };
  const whole = fixtureRun({ trials: 2 });
  const kinds = (runs: Run[]): string[] =>
    of(compare(runs), 'B', 'live-feed/polling/1.1').reasons.map(({ kind }) => kind);
  expect(kinds([cut, whole])).toEqual(['missing']);
  expect(kinds([whole, cut])).toEqual(['empty']);
});

test.each<[string, (run: Run) => void]>([
  ['machine', (run) => Object.assign(run.environment, { cpu: 'another' })],
  ['seed', (run) => Object.assign(run, { seed: 'another' })],
  ['load', (run) => run.cases.map(({ parameters }) => Object.assign(parameters, { clients: 99 }))],
  ['tls', (run) => run.cases.map((one) => Object.assign(one, { tls: false }))],
  ['empty', (run) => run.cases.map(({ trials }) => trials.splice(0))],
  [
    'not-valid',
    (run) =>
      run.cases.map(({ warnings }) =>
        warnings.push({
          code: 'x',
          fatal: true,
          seen: { en: '', ko: '' },
          why: { en: '', ko: '' },
          remedy: { en: '', ko: '' },
        }),
      ),
  ],
])('a comparison across another %s says why it means nothing', (kind, change) => {
  const other = fixtureRun({
    trials: 2,
    change: (run) => [Object.assign(run, { id: 'other' }), change(run)],
  });
  const compared = compare([fixtureRun({ trials: 2 }), other]);
  expect(of(compared, 'B', 'live-feed/sse/2').reasons.map((reason) => reason.kind)).toEqual([kind]);
});

test('what means nothing takes no share of the family, so the others keep their verdicts', () => {
  const half = structuredClone(b);
  for (const one of half.cases) if (one.transport !== 'sse') one.parameters.clients = 99;
  const [whole, fewer] = [b, half].map((run) => of(compare([a, run]), 'B', 'live-feed/sse/2'));
  expect(Number(fewer?.comparisons[0]?.confidence)).toBeLessThan(Number(whole?.comparisons[0]?.confidence));
  expect(fewer?.comparisons[CPU]?.verdict).toBe('higher');
});

test('runs of another machine are still divided, without counting', () => {
  const compared = of(compare([a, c]), 'B', 'live-feed/sse/2');
  expect(compared.reasons.map(({ kind }) => kind)).toEqual(['machine']);
  expect(compared.comparisons[CPU]?.ratio).toBeGreaterThan(1.1);
});

test('a run that is given twice is compared once', () => {
  expect(new Set(compare([a, a]).map(({ subject }) => subject.of.letter))).toEqual(new Set(['A']));
});
