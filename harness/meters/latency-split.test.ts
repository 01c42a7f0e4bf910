import { expect, test } from 'vitest';
import type { ServerState } from '../../transports/server-state.ts';
import type { Delivery, Observation } from '../meter.ts';
import latencySplit from './latency-split.ts';

/** Due at 1,000 µs, published at 1,100, received at 2,000. */
const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  tab: 0,
  event: {
    id: 1,
    channel: 'room',
    kind: 'message',
    source: 'host',
    seq: 1,
    intendedAtUs: 1_000,
    publishedAtUs: 1_100,
  },
  receivedAtUs: 2_000,
  askedAtUs: undefined,
  replayed: false,
  measured: true,
  ...change,
});

const wrote = { channel: 'room', id: 1, count: 4, sumUs: 1_200, slowestUs: 700 };

const split = (deliveries: readonly Delivery[], writes?: ServerState['writes']) => {
  const log = latencySplit.collect();
  for (const one of deliveries) log.onDelivery(one);
  const observation = { afterDrain: { writes } } as unknown as Observation;
  return latencySplit.section(observation, [log.report()]).latencySplit;
};

const none = { source: 0, poll: 0, server: 0, wire: 0, unsplit: 0, replay: 0 };

test('a pushed event waits for its publishing, for the server’s write, and on the wire', () => {
  expect(split([delivery()], [wrote])?.all).toEqual({
    deliveries: 1,
    meanUs: 1_000,
    partsUs: { ...none, source: 100, server: 300, wire: 600 },
  });
});

test('a polled event waits for the question first; one that was held already waits for none', () => {
  const asked = delivery({ askedAtUs: 1_500 });
  expect(split([asked], [wrote])?.all.partsUs).toEqual({
    ...none,
    source: 100,
    poll: 400,
    server: 300,
    wire: 200,
  });
  expect(split([delivery({ askedAtUs: 500 })], [wrote])?.all.partsUs.poll).toBe(0);
});

test('of a server that does not say when it wrote, server and wire stay one part', () => {
  const asked = delivery({ askedAtUs: 1_500 });
  expect(split([asked])?.all.partsUs).toEqual({ ...none, source: 100, poll: 400, unsplit: 500 });
});

test('an event that was published and written by means unknown is not split either', () => {
  const unwritten = { ...wrote, count: 0, sumUs: 0, slowestUs: 0 };
  expect(split([delivery()], [unwritten])?.all.partsUs).toMatchObject({ server: 0, unsplit: 900 });
});

test('what was read from the log after being away is a part of its own', () => {
  const parts = split([delivery({ replayed: true })], [wrote])?.all.partsUs;
  expect(parts).toEqual({ ...none, source: 100, replay: 900 });
});

test('the warm-up is in nothing', () => {
  expect(split([delivery({ measured: false })], [wrote])).toBeUndefined();
});

test('of the slowest hundredth, the server has at most its slowest write of that event', () => {
  const quick = Array.from({ length: 990 }, () => delivery());
  const slow = Array.from({ length: 10 }, () => delivery({ receivedAtUs: 5_000 }));
  expect(split([...slow, ...quick], [wrote])?.slowest).toEqual({
    deliveries: 10,
    meanUs: 4_000,
    fromUs: 4_000,
    partsUs: { ...none, source: 100, server: 700, wire: 3_200 },
  });
  expect(split([...slow, ...quick.slice(0, 980)], [wrote])?.slowest).toBeNull();
});

test('where the slowest hundredth begins is told, and the server has no more of it than there is', () => {
  const quick = Array.from({ length: 990 }, () => delivery());
  // Asked for 400 µs after the publishing, and later than the server ever took to write.
  const slow = Array.from({ length: 10 }, (_, index) =>
    delivery({ askedAtUs: 1_500, receivedAtUs: 5_000 + 100 * index }),
  );
  const slowest = split([...slow, ...quick], [{ ...wrote, slowestUs: 9_000 }])?.slowest;
  expect(slowest?.fromUs).toBe(4_000);
  expect(slowest?.partsUs).toEqual({ ...none, source: 100, poll: 400, server: 3_950 });
});

test('each event has its own lag and its own write, in its own channel', () => {
  const of = (channel: string, id: number, publishedAtUs: number): Delivery =>
    delivery({ event: { ...delivery().event, channel, id, publishedAtUs } });
  const writes = [
    { ...wrote, channel: 'room', id: 1, count: 1, sumUs: 100 },
    { ...wrote, channel: 'room', id: 2, count: 1, sumUs: 200 },
    { ...wrote, channel: 'hall', id: 1, count: 1, sumUs: 600 },
  ];
  const heard = [of('room', 1, 1_100), of('room', 2, 1_200), of('hall', 1, 1_300)];
  const all = split([...heard, ...heard], writes)?.all;
  expect(all?.partsUs).toMatchObject({ source: 200, server: 300, wire: 500 });
});

test('an event that many hear is noted once', () => {
  const log = latencySplit.collect();
  for (let tab = 0; tab < 5; tab++) log.onDelivery(delivery({ tab }));
  expect(log.report().events).toEqual([{ channel: 'room', id: 1, lagUs: 100 }]);
});

test('what clocks put before it was due took no time', () => {
  const early = delivery({ event: { ...delivery().event, publishedAtUs: 1_000 }, receivedAtUs: 990 });
  expect(split([early])?.all.meanUs).toBe(0);
});

test('more deliveries than one page holds are all in it', () => {
  // Those of the last page took longer.
  const many = Array.from({ length: 40_000 }, (_, index) =>
    delivery({ receivedAtUs: index < 30_000 ? 2_000 : 6_000 }),
  );
  expect(split(many, [wrote])?.all).toMatchObject({ deliveries: 40_000, meanUs: 2_000 });
});
