import type { Part } from '../../lab/parts.ts';
import type { Run, Trial } from '../results/schema.ts';
import type { TrialPlan } from '../trial-plan.ts';
import type { PushCase } from './cases.ts';
import { type Estimate, overTrials, ratioOverBlocks } from './estimate.ts';

/** One line of the table of bars. */
export interface Bar {
  readonly what: string;
  readonly figure: Estimate;
  readonly unit: '×' | 'µs' | 'KB' | 'ms' | '/s' | '';
  /** What it is held against; absent where it is for information. */
  readonly atMost?: number;
}

/** One question of cost: what to measure together, and what the figures are held against. */
export interface CostSubject extends Part {
  readonly title: string;
  /** Where more blocks would only take longer: memory, and what is lost, hardly differ between two. */
  readonly blocksAtMost?: number;
  measure(lab: CostLab): Promise<readonly Bar[]>;
}

/** What a subject measures with. */
export interface CostLab {
  /**
   * Runs a bench as if the words had been typed behind `npm run bench --`, its trials interleaved in
   * blocks, and saves it like every run.
   */
  bench(words: readonly string[], others?: Others): Promise<Run>;
  /** The plan of the first case that these words make, for who drives its own processes. */
  plan(words: readonly string[]): Promise<TrialPlan>;
  /** Runs the trials of these plans at the same time, each with processes of its own. */
  atOnce(plans: readonly TrialPlan[]): Promise<readonly Trial[]>;
  readonly trials: number;
}

/** What takes part besides the transports of the words. */
export interface Others {
  readonly peers?: boolean;
  /** A yardstick beside the raw socket. */
  readonly beside?: string;
  /** The yardstick that stands in for the raw socket. */
  readonly yardstick?: string;
}

/** The trials of one case, block by block. */
export function trialsOf(run: Run, { transport, http }: PushCase): readonly Trial[] {
  return run.cases.find((one) => one.transport === transport && one.http === http)?.trials ?? [];
}

/** A figure of one case as a multiple of another's in the same block. */
export const ratioOf = (
  numerator: readonly Trial[],
  denominator: readonly Trial[],
  figure: (trial: Trial) => number,
): Estimate => ratioOverBlocks(numerator.map(figure), denominator.map(figure));

export const figureOf = (trials: readonly Trial[], figure: (trial: Trial) => number): Estimate =>
  overTrials(trials.map(figure));

export const serverCpu = (trial: Trial): number => trial.server.cpuUsPerDelivery ?? Number.NaN;
export const clientCpu = (trial: Trial): number => trial.generator.cpuUsPerDelivery ?? Number.NaN;
