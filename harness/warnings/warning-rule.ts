import type { Texts } from '../../lab/texts.ts';
import type { Damage } from '../proxy.ts';
import type { Trial } from '../results/schema.ts';
import type { TrialPlan } from '../trial-plan.ts';

/** What the warnings of one case are drawn from. */
export interface CaseEvidence {
  readonly plan: TrialPlan;
  /** At least one. */
  readonly trials: readonly Trial[];
  /** What clients could not do, with how often. */
  readonly failures: ReadonlyMap<string, number>;
  /** What the proxy of the case is known to do to it. */
  readonly foretold?: readonly Damage[];
}

/** What is said where a rule finds something. */
export interface Finding {
  /** What was seen, with its figures. */
  readonly seen: Texts;
  /** Why it may mislead. */
  readonly why: Texts;
  /** What to do. */
  readonly remedy: Texts;
}

/** One reason not to believe a case. */
export interface WarningRule {
  readonly code: string;
  /** Makes the case invalid; the others qualify it. */
  readonly fatal: boolean;
  /** Pure; undefined where there is nothing to say. */
  find(evidence: CaseEvidence): Finding | undefined;
}
