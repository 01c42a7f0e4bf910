import type { LogEvent } from '../../transports/event.ts';
import type { Hub, Subscriber } from '../../transports/hub.ts';
import { type RunningHost, startHost } from '../../transports/start-host.ts';
import { serveTrial } from '../trial-server.ts';

/** The server of a trial as it is, but for what `disturb` does to it once it runs. */
export const serveDisturbed = (disturb: (host: RunningHost) => void): void =>
  serveTrial(async (options) => {
    const host = await startHost(options);
    disturb(host);
    return host;
  });

/**
 * Puts `deliver` in the way of every delivery of a hub: it is called for each with what it would have
 * called, once per subscriber, in the order in which they joined.
 */
export function disturbDeliveries(
  hub: Hub,
  deliver: (event: LogEvent, pass: (event: LogEvent) => void, subscriber: Subscriber) => void,
): void {
  const join = hub.join.bind(hub);
  hub.join = (subscriber, after) => {
    const pass = subscriber.deliver.bind(subscriber);
    subscriber.deliver = (event) => deliver(event, pass, subscriber);
    return join(subscriber, after);
  };
}

/** Burns CPU for so many nanoseconds. */
export function spin(nanoseconds: number): void {
  const endNs = process.hrtime.bigint() + BigInt(Math.round(nanoseconds));
  while (process.hrtime.bigint() < endNs);
}

/** Before the compiler is done with it a spin takes longer: only the last of these counts. */
const CORRECTIONS = 4;
/** Each of some calls; the quickest was disturbed least. */
const MEASUREMENTS = 50;
const MEASURED_CALLS = 200;

/**
 * Burns a few hundred nanoseconds at a time. Reading the clock takes 0.15–0.2 µs beyond what a spin is told, a
 * fifth of what is to be planted: so it is told as much less as it is seen to take longer in this process.
 */
export function smallBurner(nanoseconds: number): () => void {
  let told = nanoseconds;
  for (let correction = 0; correction < CORRECTIONS; correction++) {
    told = Math.max(0, told + nanoseconds - quickestNs(() => spin(told)));
  }
  return () => spin(told);
}

function quickestNs(burn: () => void): number {
  const tookNs = Array.from({ length: MEASUREMENTS }, () => {
    const startNs = process.hrtime.bigint();
    for (let call = 0; call < MEASURED_CALLS; call++) burn();
    return Number(process.hrtime.bigint() - startNs) / MEASURED_CALLS;
  });
  return Math.min(...tookNs);
}
