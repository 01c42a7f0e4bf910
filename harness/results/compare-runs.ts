import { type Comparison, compareFamily, HEADLINE_METRICS } from './comparison.ts';
import { type LogRatio, unpairedLogRatio } from './log-ratio.ts';
import { supportedValueAt } from './percentiles.ts';
import type { BenchCase, Run } from './schema.ts';

/** How a case of a run compares with the same case of another run. */
export interface CaseComparison {
  readonly id: string;
  readonly comparisons: readonly Comparison[];
}

/**
 * Compares each case of a run with the case of the same id of another run; cases without trials, or
 * with a fatal warning in either run, are left out.
 *
 * Trials of two runs share no block: the third of today had no part in what disturbed the third of
 * yesterday. Pairing them would spend half of the degrees of freedom and take nothing out, so the interval is
 * Welch's, of two independent samples. All cases are one family, because one question is asked: did
 * anything change? Else a run of nine cases would raise nine times as many false alarms.
 *
 * What this cannot see is a machine that was another during all of one run. The raw socket, a case
 * like the others, shows it.
 */
export function compareRuns(run: Run, baseline: Run): readonly CaseComparison[] {
  const both = run.cases.flatMap((subject) => {
    const other = baseline.cases.find(({ id }) => id === subject.id);
    return other !== undefined && isUsable(subject) && isUsable(other) ? [{ subject, other }] : [];
  });
  const compared = compareFamily(
    both.flatMap(({ subject, other }) =>
      HEADLINE_METRICS.map((metric) => ({ metric, logRatio: unpairedRatioOf(subject, other, metric) })),
    ),
  );
  return both.map(({ subject: { id } }, place) => ({
    id,
    comparisons: compared.slice(place * HEADLINE_METRICS.length, (place + 1) * HEADLINE_METRICS.length),
  }));
}

/** Measured, and not invalid. */
export const isUsable = ({ trials, warnings }: BenchCase): boolean =>
  trials.length > 0 && !warnings.some(({ fatal }) => fatal);

/**
 * How a case compares with one that shares no blocks with it. Null where a value is zero, as between cases of one
 * run: it has no logarithm.
 */
export function unpairedRatioOf(
  subject: Pick<BenchCase, 'trials'>,
  other: Pick<BenchCase, 'trials'>,
  metric: string,
): LogRatio | null {
  const [own, theirs] = [subject, other].map(({ trials }) =>
    trials.map((trial) => supportedValueAt(trial, metric)).filter((value) => value !== undefined),
  ) as [number[], number[]];
  return [...own, ...theirs].every((value) => value > 0) ? unpairedLogRatio(own, theirs) : null;
}
