import { z } from 'zod';
import type { Program } from '../harness/lab-process.ts';
import type { Trial } from '../harness/results/schema.ts';
import { studentT } from '../harness/results/student-t.ts';
import { medianOf } from '../harness/results/summary.ts';
import { isSaturated } from '../harness/saturation.ts';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import { randomSource } from '../scenarios/random.ts';
import type { ExperimentPlan, Laboratory } from './laboratory.ts';

const codes = defineErrorCodes({
  'experiment-too-busy': 'A trial of an experiment delivered too little for its figures to mean anything',
});

/** Of what was expected; where less arrived, what was measured is how busy the machine was. */
const ENOUGH = 0.5;

/** One case of an experiment: what is run, and against which server. */
export interface BlockCase {
  readonly plan: ExperimentPlan;
  /** Takes the place of the server under test: a planted opposite. */
  readonly server?: Program;
}

/**
 * Runs each case once in each block, with events and in an order of the block's own that the seed draws, so that a drift
 * of the machine hits all alike. A trial's index is its block.
 */
export async function runInBlocks<Name extends string>(
  lab: Laboratory,
  cases: Readonly<Record<Name, BlockCase>>,
  blocks: number,
): Promise<Readonly<Record<Name, readonly Trial[]>>> {
  const names = Object.keys(cases) as Name[];
  const trials = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Trial[]>;
  for (let block = 0; block < blocks; block++) {
    const random = randomSource(lab.seed, `block ${block}`);
    const order = names.map((name) => ({ name, rank: random.uniform() })).sort((a, b) => a.rank - b.rank);
    for (const { name } of order) {
      const { plan, server } = cases[name];
      const trial = await lab.trial({ seed: `${lab.seed} ${block}`, ...plan }, server);
      checkDeliveries(name, trial);
      trials[name].push({ ...trial, index: block });
    }
  }
  return trials;
}

function checkDeliveries(name: string, { deliveries: { expected, received } }: Trial): void {
  if (expected > 0 && received >= ENOUGH * expected) return;
  throw new LabError(codes['experiment-too-busy'], {
    expected: `deliveries in the trial ${name}, at least half of those that were due`,
    got: `${received} of ${expected}`,
    remedy:
      'Let nothing else run on this machine, and measure again; where none was due, with another --seed.',
  });
}

/** Trials of an experiment whose clients were at their limit: those show the clients, and not the server. */
export const busyShape = z.object({ trials: z.number(), of: z.number() });
export type Busy = z.infer<typeof busyShape>;

export function busyIn(trials: Readonly<Record<string, readonly Trial[]>>): Busy {
  const all = Object.values(trials).flat();
  return { trials: all.filter(isSaturated).length, of: all.length };
}

/** Bounds of a mean. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Student's t interval, which misses with probability `alpha`, of what each pair of one block's trials says. */
export function estimate(
  subject: readonly Trial[],
  baseline: readonly Trial[],
  alpha: number,
  figure: (own: Trial, other: Trial) => number,
): Estimate {
  const values = subject.map((own, block) => figure(own, baseline[block] as Trial));
  const mean = sum(values) / values.length;
  const variance = sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
  const margin = studentT(alpha, values.length - 1) * Math.sqrt(variance / values.length);
  return { mean, low: mean - margin, high: mean + margin };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The middle of a figure over trials. */
export const medianOver = (trials: readonly Trial[], figure: (trial: Trial) => number): number =>
  medianOf(trials.map(figure));
