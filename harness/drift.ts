import type { Slice, Trial } from './results/schema.ts';
import { studentT } from './results/student-t.ts';

/** A case is one of many, each looked at twice: at 1 % a false alarm stays rare. */
const CONFIDENCE = 0.99;

/** One slice of the measure phase: a value, and what else explains it. */
export interface Moment {
  readonly value: number;
  /** Values follow it linearly, such as CPU the deliveries; left out where nothing explains them. */
  readonly load?: number;
}

/**
 * By what factor a value changed from the first half of the measure phase to the second, after its
 * load is allowed for; 1 where it may be chance.
 *
 * A line through the slices says more than the two halves: what moves within a half would count as
 * noise. Least squares, the load taken out of value and time first (R. Frisch, F. Waugh, 1933), and
 * Student's t of the slope.
 *
 * @param moments in order of time; undefined where a slice has none
 */
export function driftOf(moments: readonly (Moment | undefined)[]): number {
  const seen = moments.flatMap((moment, time) => (moment === undefined ? [] : { time, ...moment }));
  const loads = seen.flatMap(({ load }) => load ?? []);
  const free = seen.length - (loads.length > 0 ? 3 : 2);
  const mean = meanOf(seen.map(({ value }) => value));
  if (free < 1 || mean <= 0) return 1;
  const times = without(
    loads,
    seen.map(({ time }) => time),
  );
  const values = without(
    loads,
    seen.map(({ value }) => value / mean),
  );
  const slope = products(times, values) / products(times, times);
  const rest = values.map((value, at) => value - slope * (times[at] as number));
  const error = Math.sqrt(products(rest, rest) / free / products(times, times));
  const change = (slope * moments.length) / 2;
  const sure = Math.abs(slope) > studentT(1 - CONFIDENCE, free) * error;
  // The mean is the middle of the line: from half its change below to half above.
  return sure ? (1 + change / 2) / Math.max(1 - change / 2, Number.MIN_VALUE) : 1;
}

/** What is left of the values when a line over the loads is taken away; without loads, their mean. */
function without(loads: readonly number[], values: readonly number[]): number[] {
  const mean = meanOf(values);
  const centred = values.map((value) => value - mean);
  if (loads.length === 0) return centred;
  const middle = meanOf(loads);
  const weights = loads.map((load) => load - middle);
  const own = products(weights, weights);
  const slope = own === 0 ? 0 : products(weights, centred) / own;
  return centred.map((value, at) => value - slope * (weights[at] as number));
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const products = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);

/**
 * The slices of the measure phase, each the mean over the trials. All trials have the same schedule, so
 * that what a busy slice costs is no chance and must not be counted as often as there are trials.
 */
export function momentsOf(
  trials: readonly Trial[],
  read: (slice: Slice) => Moment | undefined,
): (Moment | undefined)[] {
  const phases = trials.map(({ timeline, phasesUs }) =>
    timeline.filter(({ atUs }) => atUs >= phasesUs.warmUp),
  );
  const slices = Math.min(...phases.map(({ length }) => length));
  return Array.from({ length: slices }, (_, at) => {
    const moments = phases.flatMap((phase) => read(phase[at] as Slice) ?? []);
    if (moments.length === 0) return undefined;
    const loads = moments.flatMap(({ load }) => load ?? []);
    return {
      value: meanOf(moments.map(({ value }) => value)),
      ...(loads.length > 0 && { load: meanOf(loads) }),
    };
  });
}
