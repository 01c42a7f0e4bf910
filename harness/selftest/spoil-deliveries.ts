import type { LogEvent } from '../../transports/event.ts';
import type { Hub, Subscriber } from '../../transports/hub.ts';
import { disturbDeliveries } from './disturb.ts';

export type Spoil = 'drop' | 'duplicate' | 'swap';

/**
 * Spoils every n-th delivery of a hub, counted over all subscribers. What is swapped goes out behind
 * the subscriber's next event; where no other follows, it is lost.
 */
export function spoilDeliveries(hub: Hub, how: Spoil, every: number): void {
  const held = new Map<Subscriber, LogEvent>();
  let count = 0;
  disturbDeliveries(hub, (event, pass, subscriber) => {
    count++;
    const due = count % every === 0;
    if (due && how === 'drop') return;
    if (due && how === 'swap' && !held.has(subscriber)) {
      held.set(subscriber, event);
      return;
    }
    pass(event);
    if (due && how === 'duplicate') pass(event);
    const late = held.get(subscriber);
    if (late === undefined) return;
    held.delete(subscriber);
    pass(late);
  });
}
