import type { Reconnection } from '../../harness/results/reconnection-schema.ts';
import type { BenchCase, Run, Trial } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';

/** When a fault was on, in seconds after the schedule's start. */
export interface FaultMark {
  readonly title: string;
  readonly fromSeconds: number;
  readonly untilSeconds: number;
  /** When single browsers were struck, where that was not all at once. */
  readonly strikesSeconds: readonly number[];
}

export const faultTitle = ({ faults }: Run, id: string, language: Language): string =>
  faults?.[id]?.title[language] ?? id;

/**
 * The faults of a run, each once. All trials of a run share its seed and with it the fault's times; when a
 * stroke fell is told by the first trial.
 */
export function faultMarks(run: Run, language: Language): readonly FaultMark[] {
  const marks = new Map<string, FaultMark>();
  for (const { fault, trials } of run.cases) {
    if (fault === undefined || marks.has(fault.id)) continue;
    const deeds = trials[0]?.reconnection?.faults ?? [];
    marks.set(fault.id, {
      title: faultTitle(run, fault.id, language),
      fromSeconds: fault.fromUs / 1e6,
      untilSeconds: (fault.fromUs + fault.lengthUs) / 1e6,
      strikesSeconds: deeds.filter(({ browser }) => browser !== null).map(({ atUs }) => atUs / 1e6),
    });
  }
  return [...marks.values()];
}

/** The section of a trial that was struck, with the trial. */
export const struckTrials = ({
  trials,
}: BenchCase): readonly { readonly trial: Trial; readonly seen: Reconnection }[] =>
  trials.flatMap((trial) => (trial.reconnection === undefined ? [] : [{ trial, seen: trial.reconnection }]));
