import type { BenchCase, Metric, Trial } from './schema.ts';

/** The value at a metric's path in a trial; undefined where the trial has none. */
export function valueAt(trial: Trial, path: string): number | undefined {
  let value: unknown = trial;
  for (const name of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'number' ? value : undefined;
}

/** Median and range over the trials, of every metric that they have. */
export function summarise(trials: readonly Trial[], metrics: readonly Metric[]): BenchCase['summary'] {
  const summary: BenchCase['summary'] = {};
  for (const { path } of metrics) {
    const values = trials.map((trial) => valueAt(trial, path)).filter((value) => value !== undefined);
    if (values.length === 0) continue;
    summary[path] = { median: medianOf(values), min: Math.min(...values), max: Math.max(...values) };
  }
  return summary;
}

/** The mean of the middle two where their number is even; NaN of nothing. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
