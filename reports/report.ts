import type { Comparison } from '../harness/results/comparison.ts';
import type { BenchCase, Run } from '../harness/results/schema.ts';
import { atPoint, sweepOf } from '../harness/results/sweep.ts';

/**
 * What charts and pages read: a run whose histograms were merged over the trials and reduced to the
 * percentiles that can be shown (see distil.ts). It is plain JSON, so that it can be embedded or served.
 */
export interface Report {
  /** Without histograms: they are distilled into `curves`. */
  readonly run: Run;
  readonly curves: Readonly<Record<string, CaseCurves>>;
  /** Every two cases that may be compared, once. */
  readonly pairs: readonly CasePair[];
  /** Cases that are not shown, and that costs are multiples of all the same: where a choice is shown. */
  readonly references?: readonly BenchCase[];
}

/** How one case compares with another, both by id. */
export interface CasePair {
  readonly subject: string;
  readonly baseline: string;
  readonly comparisons: readonly Comparison[];
}

export interface CaseCurves {
  readonly endToEnd: Curve | null;
  readonly delivery: Curve | null;
}

/** Percentiles of all trials of a case together. */
export interface Curve {
  readonly count: number;
  /** Ascending; `p` is 0 … 1; holds only what `supports` allows. */
  readonly points: readonly { readonly p: number; readonly us: number }[];
}

/** The value at exactly `p`, in microseconds; null where the samples do not support it. */
export const valueAt = (curve: Curve | null | undefined, p: number): number | null =>
  curve?.points.find((point) => Math.abs(point.p - p) < 1e-9)?.us ?? null;

/** One report per scenario, because figures of different scenarios are not to be compared. */
export function splitByScenario(report: Report): readonly Report[] {
  const scenarios = [...new Set(report.run.cases.map((one) => one.scenario))];
  return scenarios.map((scenario) => ({
    ...report,
    run: { ...report.run, cases: report.run.cases.filter((one) => one.scenario === scenario) },
  }));
}

/** One report for each scenario and each value of a sweep: only what had the same load can be compared. */
export const splitByLoad = (report: Report): readonly Report[] =>
  splitByScenario(report).flatMap((part) => {
    const sweep = sweepOf(part.run);
    if (sweep === null) return part;
    return sweep.values.map((value) => ({ ...part, run: atPoint(part.run, sweep, value) }));
  });

/** The case is there to compare costs with, not to be chosen. */
export const isReference = (run: Run, benchCase: BenchCase): boolean =>
  run.transports[benchCase.transport]?.role === 'reference';

/** The most trials that any case of the run has. */
export const trialsOf = (run: Run): number => Math.max(0, ...run.cases.map(({ trials }) => trials.length));
