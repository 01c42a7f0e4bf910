import type { Comparison } from '../../harness/results/comparison.ts';
import { differingLoads, isOfThePolicy, type Otherness } from '../../harness/results/run-conditions.ts';
import { isReference } from '../report.ts';
import { comparePair } from './compare-cases.ts';
import type { ComparedRun, RunCase } from './compared-run.ts';
import { conditionsAgainst, conditionsToNote, type Reason, reasonsAgainst } from './reasons.ts';

/** What is otherwise in a run than in the one that it is held against. */
export interface RunDifferences {
  readonly run: ComparedRun;
  readonly baseline: ComparedRun;
  /** Why no figure of the two is to be compared. */
  readonly forbidding: readonly Reason[];
  /** Why single cases are not, each reason once. */
  readonly ofCases: readonly Reason[];
  /** How the load was carried, versions and the like. */
  readonly toNote: readonly Otherness[];
  /** Cases that only one of the two has. */
  readonly onlyHere: number;
  readonly onlyThere: number;
  /** Figures of the raw socket that drifted, though no transport has a part in it: the machine was not the same. */
  readonly drift: readonly Comparison[];
  /** Whether both runs measured a raw socket; without one nothing tells of such a drift. */
  readonly hasRawSocket: boolean;
}

/** What would be the same on the same machine in the same state. */
const OF_THE_RAW_SOCKET = ['latencyUs.endToEnd.p50', 'server.cpuUsPerDelivery'];

export function differencesBetween(
  run: ComparedRun,
  baseline: ComparedRun,
  cases: readonly RunCase[],
): RunDifferences {
  const own = cases.filter(({ of }) => of === run);
  const theirs = cases.filter(({ of }) => of === baseline);
  const pairs = own.flatMap((subject) => {
    const other = theirs.find(({ benchCase }) => benchCase.id === subject.benchCase.id);
    return other === undefined ? [] : [{ subject, baseline: other }];
  });
  const forbidding = conditionsAgainst(run.report.run, baseline.report.run);
  const ofCases = pairs
    .flatMap(({ subject, baseline: other }) => reasonsAgainst(subject, other))
    .filter(({ kind }) => kind !== 'machine' && kind !== 'seed');
  const policies = pairs.flatMap(({ subject, baseline: other }) =>
    differingLoads(subject.benchCase, other.benchCase).filter(isOfThePolicy),
  );
  const raw = pairs.filter(
    ({ subject, baseline: other }) =>
      isReference(run.report.run, subject.benchCase) &&
      [subject, other].every(({ benchCase }) => benchCase.trials.length > 0),
  );
  // A search for capacity has other questions, not fewer cases.
  const isSearch = [run, baseline].some(({ report }) => report.run.capacity !== undefined);
  return {
    run,
    baseline,
    forbidding,
    ofCases: once(ofCases),
    toNote: [...once(policies), ...conditionsToNote(run.report.run, baseline.report.run)],
    onlyHere: isSearch ? 0 : own.length - pairs.length,
    onlyThere: isSearch ? 0 : theirs.length - pairs.length,
    drift: raw
      .filter(({ subject, baseline: other }) =>
        reasonsAgainst(subject, other).every(({ kind }) => kind === 'machine'),
      )
      .flatMap((pair) => comparePair(pair, OF_THE_RAW_SOCKET))
      .filter(({ verdict }) => verdict === 'lower' || verdict === 'higher'),
    hasRawSocket: raw.length > 0,
  };
}

/** Without repeats of what says the same. */
const once = <Said>(all: readonly Said[]): readonly Said[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one])).values(),
];
