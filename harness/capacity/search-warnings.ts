import type { TrialOutcome } from '../assemble-trial.ts';
import type { Warning } from '../results/warning-schema.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { protocol } from '../warnings/clients.ts';
import { clockNotComparable } from '../warnings/clock.ts';
import { cpuStolen, cpuUsedByOthers } from '../warnings/machine.ts';

/**
 * What a search could mislead by. A load beyond what is carried loses deliveries, lags and saturates its
 * clients: that is what a search looks for, and the other rules would only say it again.
 */
const RULES = [protocol, clockNotComparable, cpuStolen, cpuUsedByOthers];

/** What the rules find in the probes of one search. */
export function searchWarnings(plan: TrialPlan, outcomes: readonly TrialOutcome[]): Warning[] {
  const trials = outcomes.map(({ trial }) => trial);
  if (trials.length === 0) return [];
  return RULES.flatMap(({ code, fatal, find }) => {
    const found = find({ plan, trials, failures: new Map() });
    return found === undefined ? [] : [{ code, fatal, ...found }];
  });
}
