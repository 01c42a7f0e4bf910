import { defineErrorCodes, UsageError } from '../../lab/errors.ts';
import type { Plan } from '../plan.ts';
import { type CaseComparison, compareRuns, isUsable } from '../results/compare-runs.ts';
import { otherConditions, otherLoads } from '../results/run-conditions.ts';
import type { Run } from '../results/schema.ts';
import { loadOf } from '../trial-plan.ts';
import { comparisonTable } from './comparison-table.ts';
import { readNamedRun } from './find-run.ts';

const codes = defineErrorCodes({
  'baseline-missing': 'The run to compare with is nowhere to be found',
  'baseline-differs': 'The run to compare with measured something else',
  'baseline-too-few-trials': 'There are too few trials to say which run is slower',
  'baseline-unnamed': 'A limit against a baseline was given, and no baseline',
});

interface BaselineOptions {
  /** A run's id, its folder, or its run.json. */
  readonly baseline?: string | undefined;
  /** A share, such as 0.1. */
  readonly failIfSlower?: number | undefined;
  readonly out: string;
}

/** Reads the run to compare with, if one is asked for. Rejects with a LabError that says where it was sought. */
export async function findBaseline({ baseline, failIfSlower, out }: BaselineOptions): Promise<Run | null> {
  if (baseline === undefined) {
    if (failIfSlower === undefined) return null;
    throw new UsageError(codes['baseline-unnamed'], {
      expected: '--fail-if-slower together with --baseline <run>',
      got: 'no baseline to be slower than',
    });
  }
  return readNamedRun(baseline, out, {
    code: codes['baseline-missing'],
    expected: '--baseline to be a run’s id, its folder or its run.json',
  });
}

/**
 * Throws a UsageError, before an hour is spent measuring, where the two runs could not be compared.
 * @param limited whether something is made to depend on the comparison
 */
export function checkBaseline(
  baseline: Run,
  { trials, plan: { cases }, limited }: { trials: number; plan: Plan; limited: boolean },
): void {
  const loads = cases.map(({ id, trial }) => ({
    id,
    tls: trial.tls,
    parameters: loadOf(trial),
    fault: trial.fault,
  }));
  const shared = baseline.cases.filter((one) => isUsable(one) && loads.some(({ id }) => id === one.id));
  const differences =
    shared.length === 0
      ? [`no case that it has valid trials of (it has ${idsOf(baseline.cases.filter(isUsable)) || 'none'})`]
      : otherLoads(loads, baseline);
  if (differences.length > 0) {
    throw new UsageError(codes['baseline-differs'], {
      expected: `to measure what the baseline ${baseline.id} measured`,
      got: differences.join('; '),
      remedy: `This is how it was made: ${baseline.command}`,
    });
  }
  const theirs = Math.min(...shared.map((one) => one.trials.length));
  if (limited && Math.min(trials, theirs) < 2) {
    throw new UsageError(codes['baseline-too-few-trials'], {
      expected: 'two trials or more in both runs, better five, for --fail-if-slower',
      got: `${trials} in this run and ${theirs} in the baseline`,
      remedy: 'One trial says nothing of what the next would give.',
    });
  }
}

const idsOf = (cases: readonly { readonly id: string }[]): string => cases.map(({ id }) => id).join('; ');

/** What a run is in the light of its baseline. */
export interface Held {
  /** The table, and what to know before believing it. */
  readonly lines: readonly string[];
  /** Whether something is surely slower or dearer by more than the share. */
  readonly slower: boolean;
}

/** Compares a run with its baseline; without a share nothing is too slow. */
export function holdAgainst(run: Run, baseline: Run, share = Number.POSITIVE_INFINITY): Held {
  const compared = compareRuns(run, baseline);
  const slower = slowerThan(run, compared, share);
  const lines = [...comparisonLines(run, baseline, compared), ...slower.map((what) => `slower: ${what}`)];
  return { lines, slower: slower.length > 0 };
}

function comparisonLines(run: Run, baseline: Run, compared: readonly CaseComparison[]): readonly string[] {
  const conditions = otherConditions(run, baseline);
  const missing = run.cases.filter(({ id }) => !compared.some((one) => one.id === id)).map(({ id }) => id);
  return [
    '',
    `this run ÷ ${baseline.id} (${baseline.startedAt.slice(0, 10)}):`,
    comparisonTable(run, compared),
    '≈ no difference of more than 3 % is sure. The table as a whole raises a false alarm in at most 5 % of cases.',
    ...(missing.length === 0
      ? []
      : [`not compared, because it is invalid or missing in one of them: ${missing.join('; ')}`]),
    ...(conditions.length === 0
      ? []
      : [`note: the circumstances differ, and may be the reason: ${conditions.join('; ')}`]),
    ...(baseline.complete ? [] : ['note: the baseline is not complete; some of its trials are missing']),
    ...machineLines(run, compared),
  ];
}

/** The raw socket is the same program in both runs: where its figures differ, the machine did. */
const machineLines = (run: Run, compared: readonly CaseComparison[]): string[] =>
  compared
    .filter(({ id }) => isReference(run, id))
    .flatMap(({ id, comparisons }) => comparisons.map((one) => ({ id, ...one })))
    .filter(({ verdict }) => verdict === 'lower' || verdict === 'higher')
    .map(
      ({ id, metric, ratio }) =>
        `note: ${metric} of ${id} itself is ${ratio?.toFixed(2)}×: the machine was not the same`,
    );

/** What is surely dearer by more than a share: the whole interval lies above it. */
const slowerThan = (run: Run, compared: readonly CaseComparison[], share: number): readonly string[] =>
  compared
    .filter(({ id }) => !isReference(run, id))
    .flatMap(({ id, comparisons }) =>
      comparisons
        .filter(({ low }) => low !== null && low > 1 + share)
        .map(({ metric, low }) => `${id}: ${metric} is at least ${low?.toFixed(2)}× the baseline’s`),
    );

const isReference = (run: Run, caseId: string): boolean =>
  run.cases.some(({ id, transport }) => id === caseId && run.transports[transport]?.role === 'reference');
