import type { Trial } from '../results/schema.ts';

/** The sum over the trials of something counted. */
export const sumOf = (trials: readonly Trial[], read: (trial: Trial) => number): number =>
  trials.reduce((total, trial) => total + read(trial), 0);

/** The largest over the trials; 0 where none has it. */
export const largestOf = (trials: readonly Trial[], read: (trial: Trial) => number | undefined): number =>
  Math.max(0, ...trials.map((trial) => read(trial) ?? 0));

/** Two significant digits are what a warning needs. */
const short = (value: number): number => Number(value.toPrecision(2));

export const milliseconds = (us: number): string => `${short(us / 1e3)} ms`;

/** Of a share, 0 … 1. */
export const percent = (share: number): string => `${short(share * 100)} %`;

export const cores = (count: number): string => String(short(count));
