import { expect, test } from 'vitest';
import { randomSource } from '../../scenarios/random.ts';
import { compareRuns } from './compare-runs.ts';
import { HEADLINE_METRICS } from './comparison.ts';
import type { BenchCase, Run, Trial } from './schema.ts';

const random = randomSource('compare-runs', 'noise');
const normal = (): number =>
  Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());

/** Every headline metric around 100, with its own noise of so much. */
function trial(index: number, noise: number, cpuFactor: number): Trial {
  const value = (): number => 100 * Math.exp(noise * normal());
  return {
    index,
    latencyUs: { endToEnd: { p50: value(), p99: value(), count: 1_000 } },
    server: { cpuUsPerDelivery: value() * cpuFactor, rssBytesPerSubscriber: value() },
    bytes: { perDelivery: 350 },
  } as unknown as Trial;
}

const benchCase = (id: string, { trials = 5, noise = 0.1, cpuFactor = 1 } = {}): BenchCase =>
  ({
    id,
    trials: Array.from({ length: trials }, (_, index) => trial(index, noise, cpuFactor)),
    warnings: [],
  }) as unknown as BenchCase;
const run = (...cases: BenchCase[]): Run => ({ cases }) as unknown as Run;

test('two runs of nine equal cases raise an alarm in at most 5 % of draws, all cases together', () => {
  // So wide that 3 % is nothing beside it.
  const noise = 0.5;
  const ids = Array.from({ length: 9 }, (_, place) => `case ${place}`);
  const DRAWS = 1_000;
  let alarms = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const [one, other] = [1, 2].map(() => run(...ids.map((id) => benchCase(id, { noise })))) as [Run, Run];
    const verdicts = compareRuns(one, other).flatMap(({ comparisons }) =>
      comparisons.map(({ verdict }) => verdict),
    );
    if (verdicts.some((verdict) => verdict !== 'indistinguishable')) alarms++;
  }
  expect(alarms / DRAWS).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / DRAWS));
});

test('what became 15 % dearer is told, and is the one that is', () => {
  const [compared] = compareRuns(
    run(benchCase('sse', { noise: 0.01, cpuFactor: 1.15 })),
    run(benchCase('sse', { noise: 0.01, trials: 4 })),
  );
  expect(compared?.comparisons.map(({ metric }) => metric)).toEqual([...HEADLINE_METRICS]);
  expect(compared?.comparisons.map(({ verdict }) => verdict)).toEqual([
    'indistinguishable',
    'indistinguishable',
    'higher',
    'indistinguishable',
    'indistinguishable',
  ]);
  expect(compared?.comparisons[2]?.blocks).toBe(4);
});

test('trials of two runs are not paired: their order says nothing', () => {
  const [own, other] = [benchCase('sse'), benchCase('sse')];
  const turned = { ...other, trials: [...other.trials].reverse().map((one, index) => ({ ...one, index })) };
  const told = (baseline: BenchCase) =>
    compareRuns(run(own), run(baseline))[0]?.comparisons.map(({ verdict, low }) => [
      verdict,
      low?.toFixed(9),
    ]);
  expect(told(turned)).toEqual(told(other));
});

test('cases that a run lacks, or that are invalid in one of them, are left out', () => {
  const invalid = { ...benchCase('websocket'), warnings: [{ fatal: true }] } as unknown as BenchCase;
  const compared = compareRuns(
    run(benchCase('sse'), benchCase('polling'), benchCase('websocket'), benchCase('raw', { trials: 0 })),
    run(benchCase('sse'), invalid, benchCase('raw')),
  );
  expect(compared.map(({ id }) => id)).toEqual(['sse']);
});

test('one trial a side has a ratio and no verdict', () => {
  const [compared] = compareRuns(run(benchCase('sse', { trials: 1 })), run(benchCase('sse', { trials: 1 })));
  for (const { verdict, ratio, low } of compared?.comparisons ?? []) {
    expect([verdict, low]).toEqual(['unknown', null]);
    expect(ratio).toBeGreaterThan(0);
  }
});

test('a warning that is not fatal keeps no case out, and each case has its own figures', () => {
  const noted = {
    ...benchCase('sse', { noise: 0.01 }),
    warnings: [{ fatal: false }],
  } as unknown as BenchCase;
  const dearer = benchCase('polling', { noise: 0.01, cpuFactor: 1.5 });
  const baseline = run(noted, benchCase('polling', { noise: 0.01 }));
  const told = compareRuns(run(noted, dearer), baseline).map(({ id, comparisons }) => [
    id,
    comparisons[2]?.verdict,
  ]);
  expect(told).toEqual([
    ['sse', 'indistinguishable'],
    ['polling', 'higher'],
  ]);
});

test('a metric that was zero once in either run, or that too few samples tell, is unknown', () => {
  const changed = (change: (trial: Trial) => void): BenchCase => {
    const one = structuredClone(benchCase('sse'));
    for (const trial of one.trials.slice(0, 1)) change(trial);
    return one;
  };
  const zero = changed(({ server }) => {
    server.cpuUsPerDelivery = 0;
  });
  const verdict = (subject: BenchCase, baseline: BenchCase, place: number) =>
    compareRuns(run(subject), run(baseline))[0]?.comparisons[place];
  const unknown = { verdict: 'unknown', ratio: null };
  expect(verdict(zero, benchCase('sse'), 2)).toMatchObject(unknown);
  expect(verdict(benchCase('sse'), zero, 2)).toMatchObject(unknown);
  const few = changed(({ latencyUs }) => {
    latencyUs.endToEnd.count = 999;
  });
  expect([0, 1].map((place) => verdict(few, benchCase('sse'), place)?.blocks)).toEqual([5, 4]);
});
