import type { Trial } from './schema.ts';
import { valueAt } from './summary.ts';

/** How many samples must lie beyond a percentile before it is shown. */
const SAMPLES_BEYOND = 10;

/**
 * Whether `count` samples can tell the percentile `p` (0 … 1). With fewer than ten samples beyond it,
 * a percentile is little more than the luck of the slowest few.
 */
export const supports = (count: number, p: number): boolean => count * (1 - p) >= SAMPLES_BEYOND - 1e-6;

/** The percentiles of a latency, or of another time of several, in a trial that a large part of its samples lies beyond no more. */
const RARE: Readonly<Record<string, number>> = { p90: 0.9, p99: 0.99, p999: 0.999 };

/** Whether a trial has samples enough for the value at a metric's path: any for what is no rare percentile. */
export function isSupported(trial: Trial, path: string): boolean {
  const [, times, name = ''] = /^(latencyUs\.\w+|reconnection\.\w+Us)\.(\w+)$/.exec(path) ?? [];
  const p = RARE[name];
  const samples = valueAt(trial, `${times}.count`);
  return p === undefined ? samples !== 0 : supports(samples ?? 0, p);
}

/** The value at a metric's path, where the trial has it and samples enough for it. */
export const supportedValueAt = (trial: Trial, path: string): number | undefined =>
  isSupported(trial, path) ? valueAt(trial, path) : undefined;
