import { expect, test } from 'vitest';
import { Hub, type Subscriber } from '../../transports/hub.ts';
import { MemoryLog } from '../../transports/memory-log.ts';
import { disturbDeliveries, spin } from './disturb.ts';
import { type Spoil, spoilDeliveries } from './spoil-deliveries.ts';

const ACROSS = ['a', 'b', 'c'];

/** What three subscribers of one channel hear of so many events, as ids. */
function hear(events: number, disturb: (hub: Hub) => void): Record<string, number[]> {
  const hub = new Hub(new MemoryLog({ epoch: 'e', capacity: 100 }));
  disturb(hub);
  const heard: Record<string, number[]> = {};
  const subscribers = ACROSS.map((name): Subscriber => {
    heard[name] = [];
    return { channel: 'feed', deliver: ({ id }) => heard[name]?.push(id), goOn: () => {} };
  });
  for (const subscriber of subscribers) hub.join(subscriber);
  for (let seq = 1; seq <= events; seq++) {
    hub.publish({ channel: 'feed', kind: 'message', source: 'feed', seq, intendedAtUs: 0, data: '' });
  }
  for (const subscriber of subscribers) hub.leave(subscriber);
  expect(hub.subscribers).toBe(0);
  return heard;
}

const spoilt = (how: Spoil, every: number) => hear(4, (hub) => spoilDeliveries(hub, how, every));

test('every n-th delivery is dropped, and no other', () => {
  expect(spoilt('drop', 5)).toEqual({ a: [1, 2, 3], b: [1, 3, 4], c: [1, 2, 3, 4] });
});

test('every n-th delivery is sent twice, and no other', () => {
  expect(spoilt('duplicate', 5)).toEqual({ a: [1, 2, 3, 4, 4], b: [1, 2, 2, 3, 4], c: [1, 2, 3, 4] });
});

test('a swapped delivery comes right behind the next one of its subscriber', () => {
  expect(spoilt('swap', 5)).toEqual({ a: [1, 2, 3], b: [1, 3, 2, 4], c: [1, 2, 3, 4] });
});

test('what stands in the way of deliveries is asked for each of them', () => {
  const asked: number[] = [];
  hear(2, (hub) =>
    disturbDeliveries(hub, (event, pass) => {
      asked.push(event.id);
      pass(event);
    }),
  );
  expect(asked).toEqual([1, 1, 1, 2, 2, 2]);
});

test('spinning burns the CPU that it was told to', () => {
  const before = process.cpuUsage();
  for (let i = 0; i < 10_000; i++) spin(5_000);
  const { user, system } = process.cpuUsage(before);
  // 50 ms; somebody else may have had the core meanwhile, but nobody gives CPU back.
  expect(user + system).toBeGreaterThan(10_000);
});
