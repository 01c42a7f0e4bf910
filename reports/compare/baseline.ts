import { isUsable } from '../../harness/results/compare-runs.ts';
import { isReference } from '../report.ts';
import type { ComparedRun, RunCase } from './compared-run.ts';

/** What cases are held against: each against the same case of one run, or all against one case. */
export interface Baseline {
  readonly by: 'run' | 'case';
  /** As in an address: a run's id, or a case's key. */
  readonly name: string;
  counterpartOf(subject: RunCase): RunCase | null;
}

/**
 * The baseline of that name. Where there is none, or none of that name: the first run that has cases, or where it is
 * the only one its first valid case that is no reference, because a run cannot be held against itself.
 */
export function baselineOf(
  name: string | null,
  runs: readonly ComparedRun[],
  cases: readonly RunCase[],
): Baseline {
  const measured = runs.filter(hasCases);
  const run = measured.find(({ report }) => report.run.id === name);
  const one = cases.find(({ key }) => key === name);
  if (one !== undefined) return byCase(one);
  if (run !== undefined && measured.length > 1) return byRun(run, cases);
  const [first] = measured;
  if (first !== undefined && measured.length > 1) return byRun(first, cases);
  const usual =
    cases.find(({ of, benchCase }) => isUsable(benchCase) && !isReference(of.report.run, benchCase)) ??
    cases.find(({ benchCase }) => benchCase.trials.length > 0) ??
    cases[0];
  return usual === undefined ? { by: 'case', name: '', counterpartOf: () => null } : byCase(usual);
}

/** A search for capacity has none, and nothing is held against it. */
export const hasCases = ({ report }: ComparedRun): boolean => report.run.cases.length > 0;

/** The run that others are held against; that of the case, where it is a case. */
export const heldRun = (runs: readonly ComparedRun[], { by, name }: Baseline): ComparedRun | undefined =>
  runs.find(({ report: { run } }) => (by === 'run' ? run.id === name : name.startsWith(`${run.id}/`)));

const byCase = (one: RunCase): Baseline => ({ by: 'case', name: one.key, counterpartOf: () => one });

function byRun(run: ComparedRun, cases: readonly RunCase[]): Baseline {
  const own = new Map(cases.filter(({ of }) => of === run).map((one) => [one.benchCase.id, one]));
  return {
    by: 'run',
    name: run.report.run.id,
    counterpartOf: ({ benchCase }) => own.get(benchCase.id) ?? null,
  };
}
