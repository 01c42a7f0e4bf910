import { LabError, messageOf } from '../../lab/errors.ts';
import type { TrialOutcome } from '../assemble-trial.ts';
import type { CapacityProbe, ProbeFigures } from '../results/capacity-schema.ts';
import type { Trial } from '../results/schema.ts';
import { runTrial, type TrialOptions } from '../trial.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { brokenBy, type Slo } from './slo.ts';

/** A client that never got in was promised events, too: no objective is kept without it. */
const EVERYBODY_IN = 'starved=0';

export interface Probed {
  readonly probe: Pick<CapacityProbe, 'kept' | 'broken' | 'figures' | 'failure'>;
  /** What was measured, where it could be. */
  readonly outcome?: TrialOutcome;
  /** Why it could not. */
  readonly error?: unknown;
}

/**
 * Runs one trial with fresh processes and judges it. A trial that cannot be run to its end, because a
 * limit of the system forbids it or a process gave up, did not keep the objective, and says why.
 * Rejects only when the signal aborts it.
 */
export async function runProbe(plan: TrialPlan, slo: Slo, options: TrialOptions): Promise<Probed> {
  try {
    const outcome = await runTrial(plan, options);
    const { trial } = outcome;
    const starved = trial.deliveries.starved > 0 ? [EVERYBODY_IN] : [];
    const broken = [...brokenBy(trial, slo), ...starved];
    return {
      probe: { kept: broken.length === 0, broken, figures: figuresOf(trial), failure: null },
      outcome,
    };
  } catch (error) {
    options.signal.throwIfAborted();
    const code = error instanceof LabError ? error.code : 'trial-failed';
    const failure = { code, message: messageOf(error) };
    return { probe: { kept: false, broken: [], figures: null, failure }, error };
  }
}

function figuresOf(trial: Trial): ProbeFigures {
  const { latencyUs, deliveries, server, generator, source, phasesUs, backpressure } = trial;
  const { p50, p90, p99, p999, max } = latencyUs.endToEnd;
  const { expected, lost, duplicated, reordered, starved } = deliveries;
  return {
    latencyUs: { p50, p90, p99, p999, max },
    expected,
    lost,
    duplicated,
    reordered,
    starved,
    slowConsumers: backpressure?.slowConsumers ?? 0,
    events: source.published,
    serverCpuShare: server.cpuUs / phasesUs.measure,
    serverRssBytes: server.rssBytes,
    generatorCpuShare: generator.cpuShare ?? generator.cpuUs / phasesUs.measure,
  };
}
