import { type CostModel, fitCosts } from './cost-model.ts';
import type { Load } from './load.ts';
import { reachFor } from './matters.ts';
import type { Observation } from './observation.ts';
import { isTooFar, type Uncertainty } from './prediction.ts';
import { followsFromRules, QUANTITIES, type Quantity } from './quantity.ts';

/** A model with how wrong it is. */
export interface TriedModel {
  readonly model: CostModel;
  readonly uncertainty: Readonly<Record<Quantity, Uncertainty>>;
}

/**
 * Fits the observations and tries the fit: each load is predicted from all the others, as a question
 * would be. A load that is out of the others' reach is passed over where the model would not answer
 * there either.
 */
export function tryModel(observations: readonly Observation[]): TriedModel {
  const model = fitCosts(observations);
  const keys = [...new Set(observations.map(({ loadKey }) => loadKey))];
  const left = keys.flatMap((key) => {
    const own = observations.filter(({ loadKey }) => loadKey === key);
    const others = observations.filter(({ loadKey }) => loadKey !== key);
    const [one] = own;
    if (one === undefined || others.length === 0) return [];
    const far = reachFor(
      one,
      others.map(({ asked }) => asked),
      one.asked,
    ).some(isTooFar);
    const came = reachFor(
      one,
      others.map(({ load }) => load),
      one.load,
    );
    const doublings = Math.log2(Math.max(...came.map(({ beyond }) => beyond)));
    return [{ own, far, model: fitCosts(others), doublings }];
  });
  const uncertainty = Object.fromEntries(
    QUANTITIES.map((quantity) => {
      if (!observations.some((one) => (one[quantity] ?? 0) > 0)) return [quantity, NOTHING_FLOWED];
      const errors = left.flatMap((one) => {
        if (one.far && !followsFromRules(quantity, one.own[0]?.transport ?? '')) return [];
        const logs = one.own.flatMap((trial) => logError(one.model, trial, quantity) ?? []);
        return logs.length === 0 ? [] : [mean(logs) / (1 + one.doublings)];
      });
      const spread = spreadOf(model, observations, keys, quantity);
      return [quantity, together(errors, spread, keys.length)];
    }),
  ) as unknown as Record<Quantity, Uncertainty>;
  return { model, uncertainty };
}

/** What was measured of it, at the load that it was measured at. */
function figureAt(
  one: Observation,
  quantity: Quantity,
): { readonly value: number | null; readonly load: Load } {
  const overBytes = quantity === 'bytesDownPerSecond' || quantity === 'bytesUpPerSecond';
  return { value: one[quantity], load: overBytes ? one.overall.load : one.load };
}

function logError(model: CostModel, one: Observation, quantity: Quantity): number | null {
  const { value, load } = figureAt(one, quantity);
  const predicted = model.predict(load)[quantity];
  return value !== null && value > 0 && predicted > 0 ? Math.log(value / predicted) : null;
}

const UNKNOWN: Uncertainty = { deviation: null, freedom: 0 };
/** What is zero in every trial is foretold as zero, and has no spread. */
const NOTHING_FLOWED: Uncertainty = { deviation: 0, freedom: 1 };

interface Spread {
  readonly variance: number;
  readonly freedom: number;
}

/** How far trials of one load lie apart. */
function spreadOf(
  model: CostModel,
  observations: readonly Observation[],
  keys: readonly string[],
  quantity: Quantity,
): Spread {
  let squares = 0;
  let freedom = 0;
  for (const key of keys) {
    const logs = observations
      .filter(({ loadKey }) => loadKey === key)
      .flatMap((one) => logError(model, one, quantity) ?? []);
    const middle = mean(logs);
    squares += logs.reduce((sum, log) => sum + (log - middle) ** 2, 0);
    freedom += Math.max(0, logs.length - 1);
  }
  return { variance: freedom === 0 ? 0 : squares / freedom, freedom };
}

/** Both errors as one, its degrees of freedom by Welch and Satterthwaite. */
function together(errors: readonly number[], spread: Spread, loads: number): Uncertainty {
  // Trials of one load are the whole of what one load can tell. Of several loads of which none is foretold from
  // the others, nobody knows how wrong the model is between them, however close their trials lie.
  if (errors.length === 0 && (loads > 1 || spread.freedom === 0)) return UNKNOWN;
  const variance = mean(errors.map((error) => error ** 2)) || 0;
  const sum = variance + spread.variance;
  const parts =
    (errors.length === 0 ? 0 : variance ** 2 / errors.length) +
    (spread.freedom === 0 ? 0 : spread.variance ** 2 / spread.freedom);
  return { deviation: Math.sqrt(sum), freedom: parts === 0 ? 30 : Math.max(1, sum ** 2 / parts) };
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
