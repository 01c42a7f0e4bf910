import type { Load } from './load.ts';
import type { Observation } from './observation.ts';

/** What is told of each transport. */
export const QUANTITIES = [
  'cpuCores',
  'rssBytes',
  'bytesDownPerSecond',
  'bytesUpPerSecond',
  'tcp',
  'requestsPerSecond',
  'p50Us',
] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** What follows from the browser's rules and from the interval, whatever the load: who is pushed to asks nothing. */
export const followsFromRules = (quantity: Quantity, transport: string): boolean =>
  quantity === 'tcp' || (quantity === 'requestsPerSecond' && transport !== 'long-polling');

/** A load with what follows from it before anything is fitted. */
export interface Situation extends Load {
  readonly connections: number;
  readonly requestsPerSecond: number;
  /** Of the server, in cores. */
  readonly cpuCores: number;
}

/** Up to here queues are short; beyond, the wait says how long they grew, and not what the transport costs. */
export const FULL_CORE = 0.9;

/**
 * The terms that a quantity is a sum of, each with what it costs. A transport that sends requests is
 * charged for them, one that does not has nothing there.
 */
export function termsOf(quantity: FittedQuantity, now: Situation): readonly number[] {
  const { subscribers, eventsPerSecond, payloadBytes, connections, requestsPerSecond } = now;
  const deliveries = eventsPerSecond * subscribers;
  const bytes = deliveries * payloadBytes;
  const perEventAndConnection = eventsPerSecond * connections;
  switch (quantity) {
    case 'cpuCores':
      return [deliveries, bytes, requestsPerSecond, eventsPerSecond, perEventAndConnection, 1];
    case 'rssBytes':
      return [1, subscribers, connections, deliveries, bytes];
    case 'bytesDownPerSecond':
      return [deliveries, bytes, requestsPerSecond, perEventAndConnection];
    case 'bytesUpPerSecond':
      return [requestsPerSecond, deliveries, bytes, perEventAndConnection, subscribers];
    case 'pushP50Us':
      return [1, subscribers, perEventUs(now), perEventUs(now) * queueOf(now), subscribers * payloadBytes];
    case 'pollP50Us':
      return [now.pollIntervalMs, 1, subscribers];
    case 'longPollCycleUs':
      return [1, subscribers, subscribers * payloadBytes];
  }
}

export type FittedQuantity =
  | Exclude<Quantity, 'tcp' | 'requestsPerSecond' | 'p50Us'>
  | 'pushP50Us'
  | 'pollP50Us'
  | 'longPollCycleUs';

/**
 * What the server works for one event. The median subscriber waits for half of its fan-out, and that
 * work is longer for a server that sleeps between events than for a busy one, whose caches are warm.
 */
const perEventUs = ({ cpuCores, eventsPerSecond }: Situation): number => (cpuCores / eventsPerSecond) * 1e6;

/** How many fan-outs stand in line at once, of a server that is busy for that share of its time. */
const queueOf = ({ cpuCores }: Situation): number => {
  const busy = Math.min(cpuCores, FULL_CORE);
  return busy / (1 - busy);
};

/**
 * A long poll waits for an event, is answered, and asks again, which takes a while: how long that
 * cycle is without the waiting follows from how often it asks (an alternating renewal process, events
 * at random times).
 */
export const longPollCycleUs = (requestsPerSecondOfOne: number, eventsPerSecond: number): number =>
  Math.max(100, (1 / requestsPerSecondOfOne - 1 / eventsPerSecond) * 1e6);

export const longPollRequests = (cycleUs: number, { subscribers, eventsPerSecond }: Load): number =>
  subscribers / (1 / eventsPerSecond + cycleUs / 1e6);

/** How a transport asks: `none` where it is pushed to and its requests are those of connecting. */
export function asksBy(observations: readonly Observation[]): 'interval' | 'event' | 'none' {
  const [first] = observations;
  if (first === undefined) return 'none';
  if (first.transport === 'polling') return 'interval';
  return first.transport === 'long-polling' ? 'event' : 'none';
}
