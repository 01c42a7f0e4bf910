import { axisNames } from '../../harness/results/axes.ts';
import type { BenchCase, Run, Trial } from '../../harness/results/schema.ts';
import { medianOf } from '../../harness/results/summary.ts';
import { isValid } from '../../harness/results/validity.ts';
import type { Load } from './load.ts';

/** What one trial cost, per second where it flows. */
export interface Observation {
  readonly runId: string;
  readonly caseId: string;
  readonly transport: string;
  readonly http: '1.1' | '2' | null;
  readonly tls: boolean;
  /** Trials of one load only repeat each other. */
  readonly loadKey: string;
  /** What the run was told to carry: how far a question is from a measurement is measured from it. */
  readonly asked: Load;
  /** What was really due in the measure phase: events come at random times, and another seed has others. */
  readonly load: Load;
  readonly requestsPerSecond: number;
  /** From the schedule's start to its end, warm-up included, which is what bytes are counted over. */
  readonly overall: { readonly load: Load; readonly requestsPerSecond: number };
  readonly tcp: number;
  readonly cpuCores: number;
  readonly rssBytes: number;
  readonly bytesDownPerSecond: number | null;
  readonly bytesUpPerSecond: number | null;
  readonly p50Us: number | null;
}

/** The scenario that a question asks about: one channel, many subscribers, events at random times. */
const SCENARIO = 'live-feed';

/** Why a case says nothing about the question, or null where it does. */
export function whyUnusable(one: BenchCase): 'scenario' | 'fault' | 'invalid' | 'starved' | 'policy' | null {
  if (one.scenario !== SCENARIO) return 'scenario';
  if (one.fault !== undefined) return 'fault';
  if (one.trials.length === 0 || !isValid(one)) return 'invalid';
  if (one.trials.some(({ deliveries }) => deliveries.starved > 0)) return 'starved';
  const { keepAlive = true, source = 'in-process' } = one.parameters;
  if (keepAlive !== true || source !== 'in-process') return 'policy';
  // A proxy in between, several servers or another engine are another cost than the question's.
  if (axisNames(one).length > 0) return 'policy';
  return null;
}

/** What the trials of a run's usable cases cost. */
export const observationsOf = (run: Run): readonly Observation[] =>
  run.cases
    .filter((one) => whyUnusable(one) === null)
    .flatMap((one) => one.trials.flatMap((trial) => observe(run, one, trial) ?? []));

function observe(run: Run, one: BenchCase, trial: Trial): Observation | null {
  const measured = trial.phasesUs.measure / 1e6;
  const all = measured + trial.phasesUs.warmUp / 1e6;
  const { transport, http, tls } = one;
  const asked = askedOf(one);
  const { perDelivery, toClients, fromClients } = trial.bytes;
  const inAll = perDelivery ? (toClients + fromClients) / perDelivery : trial.deliveries.received;
  const counted = trial.timeline.filter(({ atUs }) => atUs >= trial.phasesUs.warmUp - 1);
  const requests = (slices: Trial['timeline'], seconds: number): number =>
    slices.reduce((sum, { httpRequests }) => sum + httpRequests, 0) / seconds;
  const load = { ...asked, eventsPerSecond: trial.deliveries.expected / asked.subscribers / measured };
  if (!(load.eventsPerSecond > 0) || !(measured > 0)) return null;
  return {
    runId: run.id,
    caseId: one.id,
    transport,
    http,
    tls,
    loadKey: JSON.stringify([run.id, asked]),
    asked,
    load,
    requestsPerSecond: requests(counted, measured),
    overall: {
      load: { ...asked, eventsPerSecond: inAll / asked.subscribers / all },
      requestsPerSecond: requests(trial.timeline, all),
    },
    tcp: trial.connections.tcpPeak,
    cpuCores: trial.server.cpuUs / trial.phasesUs.measure,
    rssBytes: trial.server.rssBytes,
    bytesDownPerSecond: perDelivery === null ? null : toClients / all,
    bytesUpPerSecond: perDelivery === null ? null : fromClients / all,
    p50Us: trial.latencyUs.endToEnd.count > 0 ? trial.latencyUs.endToEnd.p50 : null,
  };
}

/** The load as it was asked for; runs of long ago may not name all of it. */
export function askedOf({ parameters, subscribers }: BenchCase): Load {
  const number = (name: string, otherwise: number): number => {
    const value = parameters[name];
    return typeof value === 'number' ? value : otherwise;
  };
  return {
    subscribers,
    eventsPerSecond: number('rate', 10),
    payloadBytes: number('payloadBytes', 200),
    tabsPerBrowser: number('tabsPerBrowser', 1),
    pollIntervalMs: number('pollIntervalMs', 500),
  };
}

/** Trials of one load as one: the median of each figure. */
export function medianObservation(trials: readonly Observation[]): Observation {
  const [first] = trials as [Observation];
  const median = (figure: (one: Observation) => number): number => medianOf(trials.map(figure));
  const known = (figure: (one: Observation) => number | null): number | null => {
    const values = trials.flatMap((one) => figure(one) ?? []);
    return values.length === 0 ? null : medianOf(values);
  };
  return {
    ...first,
    load: { ...first.load, eventsPerSecond: median(({ load }) => load.eventsPerSecond) },
    requestsPerSecond: median((one) => one.requestsPerSecond),
    overall: {
      load: { ...first.load, eventsPerSecond: median(({ overall }) => overall.load.eventsPerSecond) },
      requestsPerSecond: median(({ overall }) => overall.requestsPerSecond),
    },
    tcp: median((one) => one.tcp),
    cpuCores: median((one) => one.cpuCores),
    rssBytes: median((one) => one.rssBytes),
    bytesDownPerSecond: known((one) => one.bytesDownPerSecond),
    bytesUpPerSecond: known((one) => one.bytesUpPerSecond),
    p50Us: known((one) => one.p50Us),
  };
}
