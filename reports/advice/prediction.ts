import { studentT } from '../../harness/results/student-t.ts';
import { LOAD_INPUTS, type Load, type LoadInput } from './load.ts';

/** A figure that is expected, with the range that holds it in 95 of 100 cases; null where nothing tells. */
export interface Prediction {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** How far a question is from what was measured. */
export interface Reach {
  readonly input: LoadInput;
  readonly asked: number;
  readonly nearest: number;
  /** 1 within the measured range, else how many times beyond its end. */
  readonly beyond: number;
  /** Different values of this input that were measured. */
  readonly values: number;
}

/** One growth by a factor was seen: as far again it is taken to go on. */
const FURTHEST_OF_SEVERAL = 4;
/** How a cost grows with what never varied is not known. */
const FURTHEST_OF_ONE = 1.25;

export function reachOf(loads: readonly Load[], asked: Load): readonly Reach[] {
  return LOAD_INPUTS.map((input) => {
    const values = [...new Set(loads.map((load) => load[input]))].sort((a, b) => a - b);
    const own = asked[input];
    const distance = (value: number): number => Math.max(own / value, value / own);
    const nearest = values.reduce(
      (best, one) => (distance(one) < distance(best) ? one : best),
      values[0] ?? own,
    );
    const [least = own, most = own] = [values[0], values.at(-1)];
    return {
      input,
      asked: own,
      nearest,
      beyond: Math.max(1, own / most, least / own),
      values: values.length,
    };
  });
}

export const isTooFar = ({ beyond, values }: Reach): boolean =>
  beyond > (values > 1 ? FURTHEST_OF_SEVERAL : FURTHEST_OF_ONE) + 1e-9;

/**
 * The range around a predicted value, on a logarithmic scale because costs multiply. It is as wide as
 * the errors of predicting each load from the others together with the spread of trials, and wider
 * by each doubling beyond what was measured.
 */
export function predictionOf(value: number, { deviation, freedom }: Uncertainty, beyond: number): Prediction {
  if (deviation === null) return { value, low: null, high: null };
  const factor = Math.exp(studentT(0.05, freedom) * deviation * (1 + Math.log2(beyond)));
  return { value, low: value / factor, high: value * factor };
}

export interface Uncertainty {
  /** Standard deviation of the logarithm of measured ÷ predicted; null where nothing tells it. */
  readonly deviation: number | null;
  readonly freedom: number;
}
