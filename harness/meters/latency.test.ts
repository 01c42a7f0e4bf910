import { expect, test } from 'vitest';
import type { Delivery, LoadScene, Observation } from '../meter.ts';
import latency from './latency.ts';

const scene = { plan: { warmUpUs: 1_000, durationUs: 9_000 }, startAtUs: 0 } as LoadScene;

const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  tab: 0,
  event: {
    id: 1,
    channel: 'room',
    kind: 'message',
    source: 'host',
    seq: 1,
    intendedAtUs: 5_000,
    publishedAtUs: 5_400,
  },
  receivedAtUs: 6_000,
  askedAtUs: undefined,
  replayed: false,
  measured: true,
  ...change,
});

const measure = (deliveries: readonly Delivery[]) => {
  const stopwatch = latency.collect(scene);
  for (const one of deliveries) stopwatch.onDelivery(one);
  stopwatch.onRequest(0, 300, 5_000);
  stopwatch.onRequest(0, 999, 500);
  const section = latency.section({} as Observation, [stopwatch.report()]).latencyUs;
  if (section === undefined) throw new Error('no section');
  return section;
};

test('end to end counts from the intended time, delivery from the published one', () => {
  const section = measure([delivery()]);
  expect(section.endToEnd).toMatchObject({ p50: 1_000, count: 1 });
  expect(section.delivery).toMatchObject({ p50: 600, count: 1 });
});

test('a replayed event counts in end-to-end latency only', () => {
  const section = measure([delivery({ replayed: true })]);
  expect([section.endToEnd.count, section.delivery.count]).toEqual([1, 0]);
});

test('the warm-up counts in nothing', () => {
  const section = measure([delivery({ measured: false }), delivery()]);
  expect(section.endToEnd.count).toBe(1);
  expect(section.request).toMatchObject({ p50: 300, count: 1 });
});

test('the histograms of several processes are merged, not averaged', () => {
  const quick = latency.collect(scene);
  for (let index = 0; index < 99; index++) quick.onDelivery(delivery({ receivedAtUs: 5_100 }));
  const slow = latency.collect(scene);
  slow.onDelivery(delivery({ receivedAtUs: 1_005_000 }));
  const section = latency.section({} as Observation, [quick.report(), slow.report()]).latencyUs;
  expect(section?.endToEnd).toMatchObject({ p50: 100, p90: 100, count: 100 });
  expect(section?.endToEnd.max).toBeGreaterThan(999_000);
});
