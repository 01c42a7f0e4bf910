import type { BenchCase, Run } from '../../harness/results/schema.ts';
import type { Report } from '../report.ts';
import { letterOf, type Origin, withOrigin } from './origin.ts';

/** One of the runs that are compared. */
export interface ComparedRun extends Origin {
  readonly report: Report;
}

/** A case of one of them. */
export interface RunCase {
  /** `<run id>/<case id>`: unique among all runs, and what an address names it by. */
  readonly key: string;
  readonly of: ComparedRun;
  /** With its origin; its id is its own run's. */
  readonly benchCase: BenchCase;
}

/** Runs with their letters, each run once, in the order given. */
export function comparedRuns(reports: readonly Report[]): readonly ComparedRun[] {
  const unique = [...new Map(reports.map((report) => [report.run.id, report])).values()];
  return unique.map((report, place) => ({ report, place, letter: letterOf(place) }));
}

export const keyOf = (run: Pick<Run, 'id'>, benchCase: Pick<BenchCase, 'id'>): string =>
  `${run.id}/${benchCase.id}`;

/** Every case of every run, run by run. */
export const casesOf = (runs: readonly ComparedRun[]): readonly RunCase[] =>
  runs.flatMap((of) =>
    of.report.run.cases.map((one) => ({
      key: keyOf(of.report.run, one),
      of,
      benchCase: withOrigin(one, { letter: of.letter, place: of.place }),
    })),
  );

/** The same case of every run side by side, which is how they are compared. */
export const sideBySide = (cases: readonly RunCase[]): readonly RunCase[] =>
  [...Map.groupBy(cases, ({ benchCase }) => benchCase.id).values()].flat();
