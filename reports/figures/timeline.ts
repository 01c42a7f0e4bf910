import type { BenchCase, Trial } from '../../harness/results/schema.ts';
import { figureOf } from './over-trials.ts';

/** A slice of time, after the schedule's start. */
export interface Stretch {
  readonly atUs: number;
  readonly widthUs: number;
}

export interface Moment {
  /** The end of its slice: what the slice tells was known by then. */
  readonly seconds: number;
  readonly value: number | null;
}

export type Combine = 'median' | 'highest';

/**
 * One timeline out of those of all trials, slice by slice: the median of the trials where something
 * typical is asked for, the highest where a single stall must not vanish.
 */
export function timelineOf<S extends Stretch>(
  benchCase: BenchCase,
  combine: Combine,
  slicesOf: (trial: Trial) => readonly S[],
  pick: (slice: S) => number | null,
): readonly Moment[] {
  const moments = new Map<number, number[]>();
  for (const trial of benchCase.trials) {
    for (const slice of slicesOf(trial)) {
      const value = pick(slice);
      const endUs = slice.atUs + slice.widthUs;
      const known = moments.get(endUs) ?? [];
      moments.set(endUs, value === null ? known : [...known, value]);
    }
  }
  return [...moments.entries()]
    .sort(([a], [b]) => a - b)
    .map(([endUs, values]) => {
      const figure = figureOf(values);
      return {
        seconds: endUs / 1e6,
        value: (combine === 'median' ? figure?.value : figure?.max) ?? null,
      };
    });
}

/** When measuring began, in seconds after the schedule's start. */
export const warmUpSeconds = (cases: readonly BenchCase[]): number =>
  (figureOf(cases.flatMap(({ trials }) => trials.map(({ phasesUs }) => phasesUs.warmUp)))?.value ?? 0) / 1e6;
