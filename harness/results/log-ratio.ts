import { studentT } from './student-t.ts';

/** What trials say about ln(subject ÷ baseline). */
export interface LogRatio {
  readonly mean: number;
  readonly standardError: number;
  /** Degrees of freedom of the standard error; 0 where too little was measured to know a spread. */
  readonly freedom: number;
  /** Pairs of trials that it rests on; without pairs, trials of the smaller side. */
  readonly blocks: number;
}

/**
 * From pairs of (subject, baseline), one for each block: only what was measured side by side is
 * divided, so that a drift of the machine, which hits both of a block, does not count as a difference.
 * Values must be above zero; null without a pair.
 */
export function pairedLogRatio(pairs: readonly (readonly [number, number])[]): LogRatio | null {
  if (pairs.length === 0) return null;
  const { mean, squaredError, count } = momentsOf(
    pairs.map(([subject, baseline]) => Math.log(subject / baseline)),
  );
  return { mean, standardError: Math.sqrt(squaredError), freedom: count - 1, blocks: count };
}

/**
 * From two samples that share no blocks, by Welch's approximation: neither their spreads nor their
 * sizes need be alike. Values must be above zero; null where a side has none.
 */
export function unpairedLogRatio(subject: readonly number[], baseline: readonly number[]): LogRatio | null {
  if (subject.length === 0 || baseline.length === 0) return null;
  const [one, other] = [momentsOf(subject.map(Math.log)), momentsOf(baseline.map(Math.log))];
  const blocks = Math.min(one.count, other.count);
  const mean = one.mean - other.mean;
  if (blocks < 2) return { mean, standardError: 0, freedom: 0, blocks };
  const [a, b] = [one.squaredError, other.squaredError];
  const welch = (a + b) ** 2 / (a ** 2 / (one.count - 1) + b ** 2 / (other.count - 1));
  // Without any spread Welch's formula is 0 ÷ 0, and the freedom is of no consequence.
  return { mean, standardError: Math.sqrt(a + b), freedom: a + b === 0 ? blocks - 1 : welch, blocks };
}

/** Bounds of a ratio. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Student's t interval of the ratio that misses the truth with probability `alpha`. */
export function intervalOf({ mean, standardError, freedom }: LogRatio, alpha: number): Interval {
  const margin = standardError * studentT(alpha, freedom);
  // JSON knows no infinity, and two trials that are worlds apart come close.
  return { low: Math.exp(mean - margin), high: Math.min(Number.MAX_VALUE, Math.exp(mean + margin)) };
}

/** `squaredError`: of the mean; zero of a single value. */
function momentsOf(values: readonly number[]): { mean: number; squaredError: number; count: number } {
  const count = values.length;
  const mean = sum(values) / count;
  const squares = sum(values.map((value) => (value - mean) ** 2));
  return { mean, squaredError: count < 2 ? 0 : squares / (count - 1) / count, count };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
