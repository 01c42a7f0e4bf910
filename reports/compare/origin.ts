import type { BenchCase } from '../../harness/results/schema.ts';

/** Which of several runs a case is from, where the cases of several are shown together. */
export interface Origin {
  /** A, B, C … in the order in which the reader gave the runs. */
  readonly letter: string;
  /** The same, from 0. */
  readonly place: number;
}

/** The case as one of a run among several. */
export const withOrigin = (benchCase: BenchCase, origin: Origin): BenchCase =>
  ({ ...benchCase, origin }) as BenchCase;

/** Null where only one run is shown. */
export const originOf = (benchCase: object): Origin | null =>
  (benchCase as { readonly origin?: Origin }).origin ?? null;

/** Whether two cases were measured in one run. */
export const sameRun = (one: object, other: object): boolean =>
  originOf(one)?.place === originOf(other)?.place;

/** A … Z, then AA, AB …, as columns of a spreadsheet are named. */
export const letterOf = (place: number): string =>
  (place < 26 ? '' : letterOf(Math.floor(place / 26) - 1)) + String.fromCharCode(65 + (place % 26));
