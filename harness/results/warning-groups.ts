import type { BenchCase, Run } from './schema.ts';
import { FORETOLD } from './validity.ts';
import type { Warning } from './warning-schema.ts';

/** One warning as it is told: its reason and remedy once, what was seen for each of its cases. */
export interface WarningGroup extends Omit<Warning, 'seen'> {
  readonly sightings: readonly Sighting[];
}

interface Sighting {
  readonly seen: Warning['seen'];
  /** Empty for a warning of the whole run. */
  readonly cases: readonly BenchCase[];
}

const rankOf = ({ fatal, code }: WarningGroup): number => (fatal ? 0 : code === FORETOLD ? 1 : 2);

/** The warnings of a run, fatal ones first, then what was foretold, otherwise in the order in which they come. */
export function warningGroups(run: Run): readonly WarningGroup[] {
  const told = [
    ...run.warnings.map((warning) => ({ warning, case: undefined })),
    ...run.cases.flatMap((one) => one.warnings.map((warning) => ({ warning, case: one }))),
  ];
  const alike = Map.groupBy(told, ({ warning: { seen: _, ...rest } }) => JSON.stringify(rest));
  const groups = [...alike.values()].map((same) => {
    const { seen: _, ...rest } = (same[0] as (typeof same)[0]).warning;
    const bySeen = Map.groupBy(same, ({ warning }) => JSON.stringify(warning.seen));
    const sightings = [...bySeen.values()].map((those) => ({
      seen: (those[0] as (typeof those)[0]).warning.seen,
      cases: those.flatMap((one) => one.case ?? []),
    }));
    return { ...rest, sightings };
  });
  return groups.sort((a, b) => rankOf(a) - rankOf(b));
}
