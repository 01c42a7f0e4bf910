import { type LogRatio, pairedLogRatio } from './log-ratio.ts';
import { supportedValueAt } from './percentiles.ts';
import type { Trial } from './schema.ts';
import { type Judgement, judgeFamily, type Verdict } from './verdicts.ts';

/**
 * What two cases are compared by, as paths into a trial. They are few, because each one more makes it
 * harder for the others to be told apart; less is better in all of them.
 */
export const HEADLINE_METRICS = [
  'latencyUs.endToEnd.p50',
  'latencyUs.endToEnd.p99',
  'server.cpuUsPerDelivery',
  'server.rssBytesPerSubscriber',
  'bytes.perDelivery',
] as const;

/** How a case compares with another by one metric. */
export interface Comparison {
  readonly metric: string;
  /** Subject ÷ baseline: the geometric mean over the blocks. Null where nothing can be divided. */
  readonly ratio: number | null;
  /** Bounds of the ratio, at `confidence`; null where the verdict is `unknown`. */
  readonly low: number | null;
  readonly high: number | null;
  /** Such as 0.99: see judgeFamily. */
  readonly confidence: number | null;
  /** Pairs of trials that it rests on. */
  readonly blocks: number;
  readonly verdict: Verdict;
}

/**
 * Compares two cases of one run, block by block: trials are paired by their index.
 *
 * The interval is Student's t over the logarithms of the blocks' ratios, as A. Georges et al. propose for
 * repeated starts of a whole process ("Statistically rigorous Java performance evaluation", 2007);
 * ratios, and with them logarithms, because costs multiply (T. Kalibera, R. Jones, "Rigorous
 * benchmarking in reasonable time", 2013). An order statistic would assume less, but not even the full range
 * of five trials reaches 95 %. The metrics are one family: see judgeFamily.
 *
 * A trial that lacks a value, or samples enough for a percentile, has no pair. Where a value is zero there is no ratio, and leaving its
 * block out would keep only those in which the metric was large: such a metric is `unknown`, as is
 * one with fewer than two pairs.
 */
export function compareTrials(
  subject: readonly Trial[],
  baseline: readonly Trial[],
  metrics: readonly string[] = HEADLINE_METRICS,
): readonly Comparison[] {
  return compareFamily(
    metrics.map((metric) => ({ metric, logRatio: pairedLogRatio(pairsOf(subject, baseline, metric)) })),
  );
}

/** Judges all of these together, and tells of each. */
export function compareFamily(
  family: readonly { readonly metric: string; readonly logRatio: LogRatio | null }[],
): readonly Comparison[] {
  const judgements = judgeFamily(family.map(({ logRatio }) => logRatio));
  return family.map(({ metric, logRatio }, place) => {
    const { verdict, interval, confidence } = judgements[place] as Judgement;
    return {
      metric,
      ratio: logRatio && Math.exp(logRatio.mean),
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      confidence,
      blocks: logRatio?.blocks ?? 0,
      verdict,
    };
  });
}

/** (subject, baseline) of every trial index that both have the metric for; none where one of them is zero. */
function pairsOf(
  subject: readonly Trial[],
  baseline: readonly Trial[],
  metric: string,
): readonly (readonly [number, number])[] {
  const byIndex = new Map(baseline.map((trial) => [trial.index, supportedValueAt(trial, metric)]));
  const pairs = subject.flatMap((trial) => {
    const [own, other] = [supportedValueAt(trial, metric), byIndex.get(trial.index)];
    return own === undefined || other === undefined ? [] : [[own, other] as const];
  });
  return pairs.flat().every((value) => value > 0) ? pairs : [];
}
