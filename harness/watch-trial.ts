import { monotonicUs } from '../lab/clock.ts';
import type { FleetReadings, FleetState } from './fleet-readings.ts';
import type { MachineWatch } from './machine-reading.ts';
import { type Observation, SLICE_US } from './meter.ts';
import type { LogReading, TrialLog } from './trial-log.ts';
import { horizonUsOf, type TrialPlan } from './trial-plan.ts';

export type Phase = 'start' | 'connect' | 'warm-up' | 'measure' | 'fault' | 'recover' | 'drain';

/** Reads the server's state at the slices' boundaries and at both ends of the measure phase. */
export async function watchTrial(
  plan: TrialPlan,
  startAtUs: number,
  readings: FleetReadings,
  machine: MachineWatch,
  log: TrialLog | undefined,
  onPhase: (phase: Phase) => void,
): Promise<Pick<Observation, 'boundaries' | 'measureStart' | 'measureEnd' | 'log'>> {
  const horizonUs = horizonUsOf(plan);
  const boundaries: FleetState[] = [];
  const toCome = phasesToCome(plan);
  const begin = async (): Promise<FleetState> => {
    const state = await stateAt(startAtUs + plan.warmUpUs, () => readings.read('reset=event-loop-delay'));
    await machine.read('measureStart', state);
    logAtStart = await log?.read();
    return state;
  };
  let measureStart: FleetState | undefined;
  let logAtStart: LogReading | undefined;
  for (let atUs = 0; atUs < horizonUs; atUs += SLICE_US) {
    if (measureStart === undefined && atUs >= plan.warmUpUs) {
      measureStart = await begin();
      onPhase('measure');
    }
    while (toCome[0] !== undefined && atUs >= toCome[0].fromUs) onPhase(toCome.shift()?.phase ?? 'fault');
    boundaries.push(await stateAt(startAtUs + atUs, () => readings.read()));
  }
  measureStart ??= await begin();
  const measureEnd = await stateAt(startAtUs + horizonUs, () => readings.read());
  await machine.read('measureEnd', measureEnd);
  const logAtEnd = await log?.read();
  boundaries.push(measureEnd);
  onPhase('drain');
  return {
    boundaries,
    measureStart,
    measureEnd,
    ...(logAtStart && logAtEnd && { log: { measureStart: logAtStart, measureEnd: logAtEnd } }),
  };
}

/** The phases after the measure phase, where something goes wrong. */
function phasesToCome({ fault }: TrialPlan): { readonly phase: Phase; readonly fromUs: number }[] {
  if (fault === undefined) return [];
  const { fromUs, lengthUs } = fault;
  return [
    { phase: 'fault', fromUs },
    { phase: 'recover', fromUs: fromUs + lengthUs },
  ];
}

const stateAt = async (timeUs: number, read: () => Promise<FleetState>): Promise<FleetState> => {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, (timeUs - monotonicUs()) / 1e3)));
  return read();
};
