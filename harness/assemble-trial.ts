import type { ServerState } from '../transports/server-state.ts';
import type { Meter, Observation } from './meter.ts';
import { type Trial, trialSchema } from './results/schema.ts';
import { isSaturated } from './saturation.ts';
import type { TrialPlan } from './trial-plan.ts';

/** What one trial gave, and what its clients could not do, with how often. */
export interface TrialOutcome {
  readonly trial: Trial;
  readonly failures: ReadonlyMap<string, number>;
}

/** Makes a trial of what was seen: each meter its section. Throws where a section has not its shape. */
export function assembleTrial(
  seen: Omit<Observation, 'deliveriesInPhase' | 'deliveriesInAll'>,
  {
    index,
    startedAt,
    connectUs,
    meters,
  }: {
    readonly index: number;
    readonly startedAt: string;
    readonly connectUs: number;
    readonly meters: ReadonlyMap<string, Meter>;
  },
): TrialOutcome {
  const { plan, startAtUs, load, measureStart, measureEnd } = seen;
  const observation: Observation = {
    ...seen,
    deliveriesInPhase: countDeliveries(load, startAtUs, measureStart, measureEnd),
    deliveriesInAll: countDeliveries(load, startAtUs),
  };
  const phasesUs = phases(plan, connectUs, load);
  const measured = trialSchema.parse({ index, startedAt, ...sections(observation, meters), phasesUs });
  // Judged from several meters' sections together.
  const generator = { ...measured.generator, saturated: isSaturated(measured) };
  const trial = { ...measured, generator };
  return { trial, failures: failuresOf(load) };
}

const phases = (plan: TrialPlan, connectUs: number, load: Observation['load']): Trial['phasesUs'] => ({
  connect: connectUs,
  warmUp: plan.warmUpUs,
  measure: plan.durationUs - (plan.fault?.lengthUs ?? 0) - (plan.fault?.recoverUs ?? 0),
  ...(plan.fault && { fault: plan.fault.lengthUs, recover: plan.fault.recoverUs }),
  drain: Math.max(...load.map(({ drainUs }) => drainUs)),
});

/**
 * The deliveries between two readings of the server's counts, by the server's own clock: a reading
 * that came late is late for both, so that costs per delivery stay right. Without readings, all.
 */
function countDeliveries(
  load: Observation['load'],
  startAtUs: number,
  from?: ServerState,
  to?: ServerState,
): number {
  const millisecond = (state: ServerState | undefined): number | undefined =>
    state && Math.round((state.clock.monotonicUs - startAtUs) / 1e3);
  let sum = 0;
  for (const { deliveriesByMs } of load) {
    for (const deliveries of deliveriesByMs.subarray(millisecond(from), millisecond(to))) sum += deliveries;
  }
  return sum;
}

function failuresOf(load: Observation['load']): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { failures } of load) {
    for (const [what, count] of Object.entries(failures)) sums.set(what, (sums.get(what) ?? 0) + count);
  }
  return sums;
}

/** Each meter's part of the trial. */
function sections(observation: Observation, meters: ReadonlyMap<string, Meter>): Partial<Trial> {
  const trial: Partial<Trial> = {};
  for (const [id, meter] of meters) {
    const reports = observation.load.flatMap(({ reports }) => (id in reports ? [reports[id]] : []));
    for (const [name, section] of Object.entries(meter.section(observation, reports))) {
      if (name in trial) throw new Error(`two meters bring a section ${name}; rename that of ${id}`);
      trial[name] = section;
    }
  }
  return trial;
}
