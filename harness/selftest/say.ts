import type { Comparison } from '../results/comparison.ts';

/** Microseconds as milliseconds, in three digits. */
export const milliseconds = (us: number): string => `${Number((us / 1e3).toPrecision(3))} ms`;

/** A share as a percentage, in three digits. */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

/** A comparison's verdict with its interval. */
export const ratioWords = ({ ratio, low, high, verdict }: Comparison): string =>
  ratio === null || low === null || high === null
    ? verdict
    : `${verdict}, ${ratio.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
