import { isUsable } from '../../harness/results/compare-runs.ts';
import {
  differingConditions,
  differingLoads,
  isOfThePolicy,
  type Otherness,
} from '../../harness/results/run-conditions.ts';
import type { Run } from '../../harness/results/schema.ts';
import type { RunCase } from './compared-run.ts';

/** Why a comparison means nothing, or cannot be made at all (`empty`, `missing`). */
export type ReasonKind =
  | 'empty'
  | 'missing'
  | 'not-valid'
  | 'scenario'
  | 'fault'
  | 'tls'
  | 'load'
  | 'machine'
  | 'seed';

export interface Reason {
  readonly kind: ReasonKind;
  /** What was otherwise, where there is something to name. */
  readonly others: readonly Otherness[];
}

/** Conditions that make it another machine. */
const OF_THE_MACHINE: readonly string[] = ['cpu', 'cores', 'memoryBytes'];
/** One machine does not tell the same size at every boot. */
const SAME_MEMORY = 0.02;

const reason = (kind: ReasonKind, others: readonly Otherness[] = []): Reason => ({ kind, others });

/** Why the two cases are not to be compared; empty where they are. */
export function reasonsAgainst(subject: RunCase, baseline: RunCase | null): readonly Reason[] {
  const one = subject.benchCase;
  if (one.trials.length === 0) return [reason('empty')];
  if (baseline === null || baseline.benchCase.trials.length === 0) return [reason('missing')];
  const other = baseline.benchCase;
  const loads = differingLoads(one, other);
  const ofLoad = loads.filter(
    (one) => one.name !== 'tls' && !one.name.startsWith('fault ') && !isOfThePolicy(one),
  );
  const ofFault = loads.filter(({ name }) => name.startsWith('fault '));
  const elsewhere =
    subject.of === baseline.of ? [] : conditionsAgainst(subject.of.report.run, baseline.of.report.run);
  return [
    ...(isUsable(one) && isUsable(other) ? [] : [reason('not-valid')]),
    ...(one.scenario === other.scenario
      ? ofLoad.length === 0
        ? []
        : [reason('load', ofLoad)]
      : [reason('scenario', [{ name: 'scenario', own: one.scenario, theirs: other.scenario }])]),
    ...(one.fault?.id === other.fault?.id
      ? ofFault.length === 0
        ? []
        : [reason('fault', ofFault)]
      : [reason('fault', [{ name: 'fault', own: one.fault?.id ?? null, theirs: other.fault?.id ?? null }])]),
    ...(one.tls === other.tls ? [] : [reason('tls', [{ name: 'tls', own: one.tls, theirs: other.tls }])]),
    ...elsewhere,
  ];
}

/** Why no case of one run is to be compared with one of the other. */
export function conditionsAgainst(run: Run, baseline: Run): readonly Reason[] {
  const others = significantConditions(run, baseline);
  const machine = others.filter(({ name }) => OF_THE_MACHINE.includes(name));
  const seed = others.filter(({ name }) => name === 'seed');
  return [
    ...(machine.length === 0 ? [] : [reason('machine', machine)]),
    ...(seed.length === 0 ? [] : [reason('seed', seed)]),
  ];
}

/** Conditions that differ and may matter, but do not forbid to compare: perhaps they are what is compared. */
export const conditionsToNote = (run: Run, baseline: Run): readonly Otherness[] =>
  significantConditions(run, baseline).filter(
    ({ name }) => name !== 'seed' && !OF_THE_MACHINE.includes(name),
  );

const significantConditions = (run: Run, baseline: Run): readonly Otherness[] =>
  differingConditions(run, baseline).filter(
    ({ name, own, theirs }) =>
      name !== 'memoryBytes' || Math.abs(Number(own) / Number(theirs) - 1) > SAME_MEMORY,
  );
