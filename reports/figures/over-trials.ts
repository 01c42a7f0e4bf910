import type { BenchCase, Trial } from '../../harness/results/schema.ts';
import { medianOf } from '../../harness/results/summary.ts';
import type { Language } from '../drawing/look.ts';
import { fill, texts } from '../texts.ts';

/** One value with the range that its trials spanned. */
export interface Figure {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Trials behind it; with one there is no range and no telling how sure it is. */
  readonly trials: number;
  /** Counted, not estimated: shown to the last digit. */
  readonly exact?: true;
}

/** The median of the trials, or null where no trial has the value. */
export function overTrials(benchCase: BenchCase, pick: (trial: Trial) => number | null): Figure | null {
  return figureOf(benchCase.trials.flatMap((trial) => pick(trial) ?? []));
}

/** The sum over the trials of something counted. */
export function sumOverTrials(benchCase: BenchCase, pick: (trial: Trial) => number): Figure | null {
  const values = benchCase.trials.map(pick);
  if (values.length === 0) return null;
  const value = values.reduce((sum, one) => sum + one, 0);
  return { value, min: value, max: value, trials: values.length, exact: true };
}

export function figureOf(values: readonly number[]): Figure | null {
  if (values.length === 0) return null;
  return {
    value: medianOf(values),
    min: Math.min(...values),
    max: Math.max(...values),
    trials: values.length,
  };
}

/** Such as "5 trials". */
export const sayTrials = (trials: number, language: Language): string =>
  trials === 1
    ? texts.charts.oneTrial[language]
    : fill(texts.charts.trials, language, { n: trials.toLocaleString(language) });
