import type { Report } from '../report.ts';
import { advise, type Estimate } from './advise.ts';
import { medianObservation, type Observation } from './observation.ts';
import { QUANTITIES, type Quantity } from './quantity.ts';

/** What was measured at a load that the advice had never seen: medians of a case's trials. */
export interface Measured {
  readonly transport: string;
  readonly http: '1.1' | '2' | null;
  readonly tls: boolean;
  readonly load: Observation['load'];
  /** Over the time in which bytes are counted, random events came at a slightly other rate. */
  readonly eventsPerSecondOverall: number;
  readonly medians: Readonly<Record<Quantity, number>>;
}

/** One case's observations as one. */
export function measuredOf(trials: readonly Observation[]): Measured {
  const one = medianObservation(trials);
  const { transport, http, tls, load, overall } = one;
  const medians = QUANTITIES.map((quantity) => [quantity, Number((one[quantity] ?? 0).toPrecision(5))]);
  return {
    transport,
    http,
    tls,
    load,
    eventsPerSecondOverall: overall.load.eventsPerSecond,
    medians: Object.fromEntries(medians) as Record<Quantity, number>,
  };
}

/** Predicted ÷ measured of each figure; null where nothing flowed or nothing was foretold. */
export function holdAgainst(
  one: Measured,
  reports: readonly Report[],
): Readonly<Record<Quantity, number | null>> {
  const foretell = (eventsPerSecond: number): Readonly<Record<Quantity, Estimate>> | undefined =>
    advise({ ...QUESTION, ...one.load, eventsPerSecond, tls: one.tls }, reports).options.find(
      ({ transport, http }) => transport === one.transport && http === one.http,
    )?.estimates;
  const now = foretell(one.load.eventsPerSecond);
  const overall = foretell(one.eventsPerSecondOverall);
  const ratios = QUANTITIES.map((quantity) => {
    const estimate = (quantity.startsWith('bytes') ? overall : now)?.[quantity];
    const measured = one.medians[quantity];
    return [quantity, estimate && 'value' in estimate && measured > 0 ? estimate.value / measured : null];
  });
  return Object.fromEntries(ratios) as Record<Quantity, number | null>;
}

/** What changes no figure. */
const QUESTION = {
  direction: 'down',
  toleratedDelayMs: 1000,
  lossTolerated: false,
  proxiesOnTheWay: false,
  http2: true,
} as const;
