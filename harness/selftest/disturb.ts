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
