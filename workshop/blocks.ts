import type { Program } from '../harness/lab-process.ts';
import { type Comparison, compareTrials } from '../harness/results/comparison.ts';
import type { Trial } from '../harness/results/schema.ts';
import { medianOf } from '../harness/results/summary.ts';
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
 * Runs each case once in each block, in an order of the block's own that the seed draws, so that a drift of the machine
 * hits all alike. A trial's index is its block.
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
      const trial = await lab.trial(plan, server);
      checkDeliveries(name, trial);
      trials[name].push({ ...trial, index: block });
    }
  }
  return trials;
}

function checkDeliveries(name: string, { deliveries: { expected, received } }: Trial): void {
  if (received >= ENOUGH * expected) return;
  throw new LabError(codes['experiment-too-busy'], {
    expected: `${expected} deliveries in the trial ${name}`,
    got: `${received}`,
    remedy: 'Let nothing else run on this machine, and measure again.',
  });
}

/** The lab's verdicts of one case against another, metric by metric. */
export const comparedBy = (
  subject: readonly Trial[],
  baseline: readonly Trial[],
  metrics: readonly string[],
): Readonly<Record<string, Comparison>> =>
  Object.fromEntries(compareTrials(subject, baseline, metrics).map((one) => [one.metric, one]));

/** The middle of a figure over trials. */
export const medianOver = (trials: readonly Trial[], figure: (trial: Trial) => number): number =>
  medianOf(trials.map(figure));
