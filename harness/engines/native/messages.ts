import type { LoadSummary } from '../../meter.ts';
import type { Target, TrialPlan } from '../../trial-plan.ts';

/** Which browsers of the audience a load process plays: every `of`-th, from `index` on. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export type LoadCommand =
  | { readonly type: 'prepare'; readonly plan: TrialPlan; readonly shard: Shard }
  | { readonly type: 'connect'; readonly target: Target }
  | { readonly type: 'start'; readonly startAtUs: number };

export type LoadAnswer =
  | { readonly type: 'prepared' }
  | { readonly type: 'connected' }
  | { readonly type: 'progress'; readonly deliveries: number; readonly recentUs: Float64Array }
  | { readonly type: 'finished'; readonly summary: LoadSummary };
