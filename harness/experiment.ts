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
  /** Of the table's columns, the first one names a row. */
  heads(): Promise<readonly string[]>;
  /** What a reader has to know beside it: conditions, and what was shortened. */
  readonly notes: readonly string[];
  /** Row after row of it. Rejects with a LabError; soon after the signal aborts, with whatever came of that. */
  rows(lab: ExperimentLab): AsyncIterable<readonly string[]>;
}

export interface ExperimentLab {
  readonly seed: string;
  readonly signal: AbortSignal;
  /** Told what begins, counted 1, 2, 3 … of so many. */
  readonly onStep: (number: number, of: number, what: string) => void;
}
