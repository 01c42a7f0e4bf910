import type { Reconnection } from '../../harness/results/reconnection-schema.ts';
import type { BenchCase, Trial } from '../../harness/results/schema.ts';
import { type Figure, overTrials } from './over-trials.ts';

/** The median over the trials that something was done to, or null where none has the value. */
export const overStruck = (
  benchCase: BenchCase,
  pick: (seen: Reconnection, trial: Trial) => number | null | undefined,
): Figure | null =>
  overTrials(benchCase, (trial) => (trial.reconnection && pick(trial.reconnection, trial)) ?? null);

/** Of the outages of a trial that ended. */
export const downtimeP50 = (benchCase: BenchCase): Figure | null =>
  overStruck(benchCase, ({ downtimeUs }) => downtimeUs?.p50);

/** Subscribers that came back within one second, at most. */
export const stormPeak = (benchCase: BenchCase): Figure | null =>
  overStruck(benchCase, ({ peakReconnectsPerSecond }) => peakReconnectsPerSecond);
