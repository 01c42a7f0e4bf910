import { medianOf } from '../../harness/results/summary.ts';
import { dot, fitWeights } from './least-squares.ts';
import type { Load } from './load.ts';
import { medianObservation, type Observation } from './observation.ts';
import { connectionsOf } from './pool.ts';
import {
  asksBy,
  type FittedQuantity,
  longPollCycleUs,
  longPollRequests,
  type Quantity,
  type Situation,
  termsOf,
} from './quantity.ts';

/** What one transport over one HTTP version costs at any load, as its observations have it. */
export interface CostModel {
  predict(load: Load): Readonly<Record<Quantity, number>>;
}

/**
 * Fits every quantity to what was observed, all of one transport and HTTP version; at least one of
 * them. Each load counts once, with the median of its trials: one trial that was disturbed moves
 * nothing, and a load with five trials is no truer than one with two.
 */
export function fitCosts(trials: readonly Observation[]): CostModel {
  const observations = [...Map.groupBy(trials, ({ loadKey }) => loadKey).values()].map(medianObservation);
  const [first] = observations as [Observation];
  const independent = observations.length;
  const model = (
    quantity: FittedQuantity,
    measured: (one: Observation) => number | null,
    situation: (one: Observation) => Situation = situationOf,
  ): ((now: Situation) => number) => {
    const known = observations.filter((one) => measured(one) !== null);
    const rows = known.map((one) => termsOf(quantity, situation(one)));
    const targets = known.map((one) => measured(one) as number);
    if (targets.every((target) => target <= 0)) return () => 0;
    // Relative errors of nothing would be infinite: the least of what flowed stands in for it.
    const least = Math.min(...targets.filter((target) => target > 0));
    const weights = fitWeights(
      rows,
      targets.map((target) => Math.max(target, least)),
      independent,
    );
    return (now) => dot(weights, termsOf(quantity, now));
  };
  const requests = requestsModel(observations, model);
  const perRule = medianOf(observations.map((one) => one.tcp / connectionsOf(first, one.load)));
  const cpuCores = model('cpuCores', (one) => one.cpuCores);
  const rssBytes = model('rssBytes', (one) => one.rssBytes);
  const down = model('bytesDownPerSecond', (one) => one.bytesDownPerSecond, overallOf);
  const up = model('bytesUpPerSecond', (one) => one.bytesUpPerSecond, overallOf);
  const p50Us = model(asksBy(observations) === 'interval' ? 'pollP50Us' : 'pushP50Us', (one) => one.p50Us);
  return {
    predict: (load) => {
      const tcp = perRule * connectionsOf(first, load);
      const unloaded = { ...load, connections: tcp, requestsPerSecond: requests(load), cpuCores: 0 };
      const now = { ...unloaded, cpuCores: cpuCores(unloaded) };
      return {
        cpuCores: now.cpuCores,
        rssBytes: rssBytes(now),
        bytesDownPerSecond: down(now),
        bytesUpPerSecond: up(now),
        tcp,
        requestsPerSecond: now.requestsPerSecond,
        p50Us: p50Us(now),
      };
    },
  };
}

const situationOf = ({ load, tcp, requestsPerSecond, cpuCores }: Observation): Situation => ({
  ...load,
  connections: tcp,
  requestsPerSecond,
  cpuCores,
});

const overallOf = ({ overall, tcp, cpuCores }: Observation): Situation => ({
  ...overall.load,
  connections: tcp,
  requestsPerSecond: overall.requestsPerSecond,
  cpuCores,
});

type Fit = (
  quantity: FittedQuantity,
  measured: (one: Observation) => number | null,
) => (now: Situation) => number;

/** HTTP requests per second once everybody is connected. */
function requestsModel(observations: readonly Observation[], model: Fit): (load: Load) => number {
  const asks = asksBy(observations);
  if (asks === 'none') return () => 0;
  if (asks === 'interval') {
    const kept = medianOf(
      observations.map((one) => (one.requestsPerSecond * one.load.pollIntervalMs) / one.load.subscribers),
    );
    return ({ subscribers, pollIntervalMs }) => (kept * subscribers) / pollIntervalMs;
  }
  const cycleUs = model('longPollCycleUs', ({ load, requestsPerSecond }) =>
    longPollCycleUs(requestsPerSecond / load.subscribers, load.eventsPerSecond),
  );
  return (load) =>
    longPollRequests(cycleUs({ ...load, connections: 0, requestsPerSecond: 0, cpuCores: 0 }), load);
}
