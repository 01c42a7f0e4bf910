import { medianOf } from '../results/summary.ts';

/** A figure over the blocks of a run. */
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly blocks: number;
}

/** Student's t, two-sided 95 %, by degrees of freedom from 1 on; past the table the normal value will do. */
const T_95 = [12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13];
const NORMAL_95 = 1.96;

/**
 * How many times as much one case takes as another. Only trials of the same block are divided: what
 * the machine did meanwhile hit both. The interval is Student's over the logarithms of these ratios,
 * because no order statistic of five values reaches 95 %; with one block there is none.
 */
export function ratioOverBlocks(numerators: readonly number[], denominators: readonly number[]): Estimate {
  const ratios = numerators.flatMap((numerator, block) => {
    const denominator = denominators[block];
    return denominator === undefined || !(denominator > 0) ? [] : [numerator / denominator];
  });
  const logs = ratios.map(Math.log);
  const mean = sum(logs) / logs.length;
  const freedom = logs.length - 1;
  const deviation = Math.sqrt(sum(logs.map((log) => (log - mean) ** 2)) / freedom);
  const margin = ((T_95[freedom - 1] ?? NORMAL_95) * deviation) / Math.sqrt(logs.length);
  return {
    median: medianOf(ratios),
    low: Math.exp(mean - margin),
    high: Math.exp(mean + margin),
    blocks: ratios.length,
  };
}

/** A figure in its own unit: the median, and the whole range. */
export const overTrials = (values: readonly number[]): Estimate => ({
  median: medianOf(values),
  low: Math.min(...values),
  high: Math.max(...values),
  blocks: values.length,
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
