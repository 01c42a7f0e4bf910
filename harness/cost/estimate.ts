import { intervalOf, pairedLogRatio } from '../results/log-ratio.ts';
import { medianOf } from '../results/summary.ts';

/** A figure over the blocks of a run. */
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly blocks: number;
}

/**
 * How many times as much one case takes as another, with a 95 % interval of its own (one figure that is
 * held against one bar is no family). Only trials of the same block are divided: see pairedLogRatio.
 * With one block there is no interval.
 */
export function ratioOverBlocks(numerators: readonly number[], denominators: readonly number[]): Estimate {
  const pairs = numerators.flatMap((numerator, block) => {
    const denominator = denominators[block] ?? 0;
    return numerator > 0 && denominator > 0 ? [[numerator, denominator] as const] : [];
  });
  const logRatio = pairedLogRatio(pairs);
  const { low, high } =
    logRatio === null || logRatio.freedom === 0
      ? { low: Number.NaN, high: Number.NaN }
      : intervalOf(logRatio, 0.05);
  return {
    median: medianOf(pairs.map(([numerator, denominator]) => numerator / denominator)),
    low,
    high,
    blocks: pairs.length,
  };
}

/** A figure in its own unit: the median, and the whole range. */
export const overTrials = (values: readonly number[]): Estimate => ({
  median: medianOf(values),
  low: Math.min(...values),
  high: Math.max(...values),
  blocks: values.length,
});
