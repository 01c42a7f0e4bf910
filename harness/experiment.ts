import type { Part } from '../lab/parts.ts';
import type { Texts } from '../lab/texts.ts';

/**
 * A question that no matrix of cases answers, because it takes something apart: what every
 * `experiments/<id>/index.ts` exports by default. Its answer is a table of words.
 */
export interface Experiment extends Part {
  readonly title: Texts;
  readonly summary: Texts;
  /** Throws a LabError where this machine lacks what it needs. */
  check(): Promise<void>;
  /** Rejects with a LabError, or with the signal's reason. */
  run(lab: ExperimentLab): Promise<ExperimentTable>;
}

export interface ExperimentLab {
  readonly seed: string;
  readonly signal: AbortSignal;
  /** Told what begins, counted 1, 2, 3 … of so many. */
  readonly onStep: (number: number, of: number, what: string) => void;
}

export interface ExperimentTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What a reader has to know beside it: conditions, and what was shortened. */
  readonly notes: readonly string[];
}
