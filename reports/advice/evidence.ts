import type { BenchCase, Run } from '../../harness/results/schema.ts';
import type { Report } from '../report.ts';
import { isReference } from '../report.ts';
import { type Observation, observationsOf, whyUnusable } from './observation.ts';

type Why = NonNullable<ReturnType<typeof whyUnusable>>;

/** What advice rests on, and what it left aside. */
export interface Evidence {
  readonly observations: readonly Observation[];
  readonly used: readonly Run[];
  /** Runs of other machines: their microseconds are others. */
  readonly otherMachines: readonly Run[];
  /** Runs of which no case could be used, with why. */
  readonly unusable: readonly {
    readonly run: Run;
    readonly why: readonly Why[];
  }[];
  /** Cases that could not be used, of all runs of that machine. */
  readonly leftOut: readonly { readonly run: Run; readonly left: BenchCase; readonly why: Why }[];
}

const machineOf = ({ environment: { cpu, cores, os, node, pinned } }: Run): string =>
  JSON.stringify([cpu, cores, os, node, pinned]);

/**
 * The trials of one machine: of the one with the most of them, because what a delivery costs is of
 * the machine. The reference is no choice and is left out.
 */
export function evidenceOf(reports: readonly Report[]): Evidence {
  const [first] = reports;
  if (first === undefined) return gather(reports);
  const known = gathered.get(first);
  if (known?.reports.length === reports.length && known.reports.every((one, i) => one === reports[i])) {
    return known.evidence;
  }
  const evidence = gather(reports);
  gathered.set(first, { reports, evidence });
  return evidence;
}

/** A form asks again at every keystroke, and a page that is drawn anew, of the same runs. */
const gathered = new WeakMap<Report, { readonly reports: readonly Report[]; readonly evidence: Evidence }>();

function gather(reports: readonly Report[]): Evidence {
  const runs = [...new Map(reports.map(({ run }) => [run.id, run])).values()];
  const found = runs.map((run) => ({
    run,
    observations: observationsOf({ ...run, cases: run.cases.filter((one) => !isReference(run, one)) }),
  }));
  const usable = found.filter(({ observations }) => observations.length > 0);
  const counts = new Map<string, number>();
  for (const { run, observations } of usable) {
    counts.set(machineOf(run), (counts.get(machineOf(run)) ?? 0) + observations.length);
  }
  const [machine] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  const ofMachine = usable.filter(({ run }) => machineOf(run) === machine);
  const leftOut = runs
    .filter((run) => machineOf(run) === machine)
    .flatMap((run) =>
      run.cases.flatMap((left) => {
        const why = isReference(run, left) ? null : whyUnusable(left);
        return why === null ? [] : [{ run, left, why }];
      }),
    );
  return {
    observations: ofMachine.flatMap(({ observations }) => observations),
    used: ofMachine.map(({ run }) => run),
    otherMachines: usable.filter(({ run }) => machineOf(run) !== machine).map(({ run }) => run),
    leftOut,
    unusable: found
      .filter(({ observations }) => observations.length === 0)
      .map(({ run }) => ({ run, why: [...new Set(run.cases.flatMap((one) => whyUnusable(one) ?? []))] })),
  };
}
