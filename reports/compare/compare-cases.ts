import { unpairedRatioOf } from '../../harness/results/compare-runs.ts';
import {
  type Comparison,
  compareFamily,
  compareTrials,
  HEADLINE_METRICS,
} from '../../harness/results/comparison.ts';
import type { Baseline } from './baseline.ts';
import type { RunCase } from './compared-run.ts';
import { type Reason, reasonsAgainst } from './reasons.ts';

/** How a case compares with what it is held against. */
export interface ComparedCase {
  readonly subject: RunCase;
  /** Null where the baseline has no such case. */
  readonly baseline: RunCase | null;
  readonly isBaseline: boolean;
  /** Why its ratios mean nothing; they are then shown without a verdict. */
  readonly reasons: readonly Reason[];
  /** One for each headline metric, in their order. */
  readonly comparisons: readonly Comparison[];
}

/**
 * Compares every case with the baseline by the headline metrics.
 *
 * Within one run trials are paired by their blocks; across runs they share none, and are compared as two
 * independent samples. Against a run all cases of another run are one family (did anything
 * change?), against one case the metrics of each pair are. What means nothing takes no
 * share of a family. Filters do not come in here: a verdict must not depend on what else is looked at.
 */
export function compareCases(cases: readonly RunCase[], baseline: Baseline): readonly ComparedCase[] {
  const matched = cases.map((subject) => {
    const other = baseline.counterpartOf(subject);
    const isBaseline = other?.key === subject.key;
    return {
      subject,
      baseline: other,
      isBaseline,
      reasons: isBaseline ? [] : reasonsAgainst(subject, other),
    };
  });
  const families = Map.groupBy(matched, (one) =>
    one.reasons.length === 0 && baseline.by === 'run' ? one.subject.of.letter : one.subject.key,
  );
  const compared = new Map(
    [...families.values()].flatMap((family) => {
      const known = familyOf(family);
      return family.map((one, place) => [one.subject.key, { ...one, comparisons: known[place] ?? [] }]);
    }),
  );
  return matched.flatMap(({ subject }) => compared.get(subject.key) ?? []);
}

type Matched = Omit<ComparedCase, 'comparisons'>;

function familyOf(family: readonly Matched[]): readonly (readonly Comparison[])[] {
  const [only] = family;
  if (only !== undefined && family.length === 1) return [comparePair(only, HEADLINE_METRICS)];
  const all = compareFamily(
    family.flatMap(({ subject, baseline }) =>
      HEADLINE_METRICS.map((metric) => ({
        metric,
        logRatio: baseline === null ? null : unpairedRatioOf(subject.benchCase, baseline.benchCase, metric),
      })),
    ),
  );
  const size = HEADLINE_METRICS.length;
  return family.map((_, place) => all.slice(place * size, (place + 1) * size));
}

/** Compares one case with its baseline by metrics that are one family. */
export function comparePair(
  { subject, baseline }: Pick<ComparedCase, 'subject' | 'baseline'>,
  metrics: readonly string[],
): readonly Comparison[] {
  if (baseline === null) return [];
  if (subject.of === baseline.of)
    return compareTrials(subject.benchCase.trials, baseline.benchCase.trials, metrics);
  return compareFamily(
    metrics.map((metric) => ({
      metric,
      logRatio: unpairedRatioOf(subject.benchCase, baseline.benchCase, metric),
    })),
  );
}
