import type { BenchCase, Run } from './schema.ts';

/** The parameters of a scenario that a run may take at several values. */
export const SWEPT = ['clients', 'rate'] as const;

/** A run whose cases differ in one of them: the same matrix at each value. */
export interface Sweep {
  readonly parameter: (typeof SWEPT)[number];
  /** Ascending, two or more. */
  readonly values: readonly number[];
}

/** The sweep that a run is, or null for an ordinary run, whose cases all have the same load. */
export function sweepOf({ cases }: Pick<Run, 'cases'>): Sweep | null {
  for (const parameter of SWEPT) {
    const values = new Set(cases.map((one) => one.parameters[parameter]));
    if (values.size < 2) continue;
    const numbers = [...values].filter((value) => typeof value === 'number');
    return { parameter, values: numbers.sort((a, b) => a - b) };
  }
  return null;
}

/** The run with those of its cases that were measured at one value of its sweep. */
export const atPoint = <R extends Pick<Run, 'cases'>>(run: R, { parameter }: Sweep, value: number): R => ({
  ...run,
  cases: run.cases.filter((one) => one.parameters[parameter] === value),
});

/** Whether two cases of a run had the same load. */
export const sameLoad = (run: Pick<Run, 'cases'>, a: BenchCase, b: BenchCase): boolean => {
  const sweep = sweepOf(run);
  return sweep === null || a.parameters[sweep.parameter] === b.parameters[sweep.parameter];
};
