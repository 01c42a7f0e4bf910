import type { BenchCase, Trial, Warning } from './results/schema.ts';
import type { TrialPlan } from './trial-plan.ts';

/** What the warnings of one case are drawn from. */
export interface CaseEvidence {
  readonly plan: TrialPlan;
  readonly trials: readonly Trial[];
  /** What clients could not do, with how often. */
  readonly failures: ReadonlyMap<string, number>;
}

/** Below this many values a p99.9 is hardly more than the maximum: ten must lie beyond it. */
const SAMPLES_FOR_P999 = 10_000;

/**
 * Every reason not to believe a case: what was seen, and what to do. A fatal one makes the case
 * invalid; the others qualify it.
 */
export function warningsOf({ plan, trials, failures }: CaseEvidence): BenchCase['warnings'] {
  const sum = (read: (trial: Trial) => number): number =>
    trials.reduce((total, trial) => total + read(trial), 0);
  const warnings: Warning[] = [];
  const add = (fatal: boolean, code: string, message: string, remedy: string): void => {
    warnings.push({ code, fatal, message, remedy });
  };

  const saturated = trials.filter(({ generator }) => generator.saturated).length;
  if (saturated > 0) {
    add(
      true,
      'generator-saturated',
      `The clients were too busy in ${saturated} of ${trials.length} trials: they, and not the server, may have been measured.`,
      'End what else runs on this machine, or ask for fewer --clients or a lower --rate.',
    );
  }
  const [lost, repeated, reordered, unexpected] = [
    sum(({ deliveries }) => deliveries.lost),
    sum(({ deliveries }) => deliveries.duplicated),
    sum(({ deliveries }) => deliveries.reordered),
    sum(({ deliveries }) => deliveries.unexpected),
  ];
  if (sum(({ deliveries }) => deliveries.expected) === 0) {
    add(
      true,
      'nothing-expected',
      'The schedule has no event within the measure phase, so nothing was measured.',
      'Measure longer with --duration, or raise the --rate.',
    );
  }
  const starved = sum(({ deliveries }) => deliveries.starved);
  if (lost + repeated + reordered + unexpected > 0) {
    add(
      true,
      'accounting',
      `Deliveries do not balance: ${lost} lost, ${repeated} duplicated, ${reordered} out of order, ${unexpected} unexpected.`,
      'Nothing was done to the connections, so this is a fault of the server, the network or the lab.',
    );
  }
  if (starved > 0) {
    add(
      false,
      'starved-tabs',
      `${starved} tabs never got a connection, and missed ${sum(({ deliveries }) => deliveries.missedByStarved)} deliveries.`,
      'This is what the browser’s connection limit does; choose fewer --tabs-per-browser to avoid it.',
    );
  }
  const asked = plan.http === null ? undefined : plan.http === '2' ? 'h2' : 'http/1.1';
  const spoken = new Set(trials.flatMap(({ connections }) => connections.protocols));
  if (asked !== undefined && (spoken.size !== 1 || !spoken.has(asked))) {
    add(
      true,
      'protocol',
      `The clients asked for ${asked} and spoke ${[...spoken].join(', ') || 'nothing'}.`,
      'See what the server negotiates; the figures belong to another protocol.',
    );
  }
  for (const [what, count] of failures) {
    add(true, 'client-failure', `${count} times a client reported: ${what}`, 'See the server’s log.');
  }
  if (trials.length === 1) {
    add(
      false,
      'one-trial',
      'One trial gives no confidence: nothing says how far the next one would be.',
      'Use --trials 3 or more.',
    );
  }
  const fewest = Math.min(...trials.map(({ latencyUs }) => latencyUs.endToEnd.count));
  if (fewest < SAMPLES_FOR_P999) {
    add(
      false,
      'few-samples',
      `${fewest} values in a trial are too few for a p99.9, which is hardly more than their maximum.`,
      'Measure longer with --duration, or with more --clients.',
    );
  }
  return warnings;
}
