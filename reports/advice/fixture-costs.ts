import type { BenchCase, Run, Trial } from '../../harness/results/schema.ts';
import { fixtureRun } from '../fixture-run.ts';
import type { Report } from '../report.ts';
import type { Load } from './load.ts';
import { connectionsOf } from './pool.ts';

/** What a push transport costs in a world where costs are exactly known. */
export const KNOWN_COSTS = { cpuUsPerDelivery: 25, rssBase: 90e6, rssPerSubscriber: 30e3, overhead: 150 };

interface CostRun {
  readonly id?: string;
  readonly loads: readonly Load[];
  readonly tls?: boolean;
  /** How far trials lie apart, as a share. */
  readonly noise?: number;
  readonly trials?: number;
  readonly cpu?: string;
  /** Events that the seed drew, as a share of those that were asked for. */
  readonly came?: number;
  /** Cost of a transport over an HTTP version against the others. */
  readonly dearness?: (transport: string, http: string | null) => number;
}

/** A report whose cases cost what `KNOWN_COSTS` says, at each of the loads; only SSE and WebSocket. */
export function costReport(options: CostRun): Report {
  const { id = 'known-costs', loads, tls = true, noise = 0, trials = 2, cpu } = options;
  const { came = 1, dearness = () => 1 } = options;
  const run: Run = structuredClone(
    fixtureRun({ trials: 1, without: ['polling', 'long-polling', 'raw-tcp'] }),
  );
  run.id = id;
  if (cpu !== undefined) run.environment.cpu = cpu;
  run.cases = loads.flatMap((load, place) =>
    run.cases.map((one): BenchCase => {
      const [sketch] = one.trials as [Trial];
      const { subscribers, eventsPerSecond, ...parameters } = load;
      return {
        ...one,
        id: `${one.id} ${place}`,
        tls,
        subscribers,
        parameters: { clients: subscribers, rate: eventsPerSecond, ...parameters },
        trials: Array.from({ length: trials }, (_, index) => {
          const wobble = 1 + noise * (index - (trials - 1) / 2);
          const due = { ...load, eventsPerSecond: eventsPerSecond * came };
          return trialOf(sketch, one, due, index, wobble, dearness(one.transport, one.http));
        }),
      };
    }),
  );
  return { run, curves: {}, pairs: [] };
}

const SECONDS = 4;

function trialOf(
  sketch: Trial,
  one: Pick<BenchCase, 'transport' | 'http'>,
  load: Load,
  index: number,
  wobble: number,
  dear: number,
): Trial {
  const { subscribers, eventsPerSecond, payloadBytes } = load;
  const perSecond = subscribers * eventsPerSecond;
  const expected = perSecond * SECONDS;
  const toClients = Math.round(perSecond * (SECONDS + 1) * (payloadBytes + KNOWN_COSTS.overhead));
  const burstUs = KNOWN_COSTS.cpuUsPerDelivery * subscribers * dear;
  const p50 = (1000 + burstUs) * wobble;
  return {
    ...sketch,
    index,
    latencyUs: {
      delivery: { ...sketch.latencyUs.delivery, p50 },
      endToEnd: { ...sketch.latencyUs.endToEnd, p50 },
    },
    deliveries: { ...sketch.deliveries, expected, received: expected },
    connections: { ...sketch.connections, tcpPeak: connectionsOf(one, load) },
    bytes: { toClients, fromClients: 0, perDelivery: payloadBytes + KNOWN_COSTS.overhead },
    server: {
      ...sketch.server,
      cpuUs: perSecond * SECONDS * KNOWN_COSTS.cpuUsPerDelivery * wobble * dear,
      rssBytes: KNOWN_COSTS.rssBase + subscribers * KNOWN_COSTS.rssPerSubscriber * dear,
    },
    timeline: sketch.timeline.map((slice) => ({ ...slice, httpRequests: 0 })),
  };
}
