import { expect, test } from 'vitest';
import type { Listener, ScheduledEvent } from '../../scenarios/scenario.ts';
import type { Collector, Delivery, LoadScene, Observation } from '../meter.ts';
import type { TrialPlan } from '../trial-plan.ts';
import deliveries from './deliveries.ts';

type Report = Parameters<typeof deliveries.section>[1][number];

const scheduled = (seq: number, offsetUs: number, channel = 'room', source = 'host'): ScheduledEvent => ({
  offsetUs,
  channel,
  kind: 'message',
  source,
  seq,
  upstream: false,
  data: null,
});

/** Two tabs follow one room; event 1 is of the warm-up, events 2 to 5 are measured. */
const schedule = [1, 2, 3, 4, 5].map((seq) => scheduled(seq, seq * 100));
const room: Listener = { channels: ['room'], from: 'end' };
const scene = {
  plan: { warmUpUs: 150, durationUs: 1_000 } as TrialPlan,
  schedule,
  audience: [room, room],
  tabs: [0, 1],
  starved: new Set<number>(),
  startAtUs: 0,
  trafficOf: () => 0,
  faultSteps: [],
} satisfies LoadScene;

const delivery = (tab: number, seq: number, id = seq, channel = 'room', source = 'host'): Delivery => ({
  tab,
  event: { id, channel, kind: 'message', source, seq, intendedAtUs: 0, publishedAtUs: 0 },
  receivedAtUs: 0,
  askedAtUs: undefined,
  replayed: false,
  measured: true,
});

const account = (received: readonly Delivery[], over: LoadScene = scene): Report => {
  const ledger: Collector<Report> = deliveries.collect(over);
  for (const one of received) ledger.onDelivery?.(one);
  return ledger.report();
};

const everything = [0, 1].flatMap((tab) => [1, 2, 3, 4, 5].map((seq) => delivery(tab, seq)));

test('what came once and in order balances, and the warm-up is not accounted for', () => {
  expect(account(everything)).toEqual({
    expected: 8,
    received: 8,
    lost: 0,
    missedByStarved: 0,
    duplicated: 0,
    reordered: 0,
    unexpected: 0,
  });
});

test('one missing delivery of one tab is one lost', () => {
  const report = account(everything.filter(({ tab, event }) => !(tab === 1 && event.seq === 3)));
  expect(report).toMatchObject({ received: 7, lost: 1, duplicated: 0 });
});

test('a second delivery to the same tab is a duplicate and fills no hole', () => {
  const missing = everything.filter(({ tab, event }) => !(tab === 0 && event.seq === 5));
  expect(account([...missing, delivery(0, 4)])).toMatchObject({ received: 7, lost: 1, duplicated: 1 });
});

test('an event behind a later one of its channel is reordered', () => {
  const swapped = [2, 4, 3, 5].map((seq) => delivery(0, seq));
  expect(account(swapped)).toMatchObject({ received: 4, reordered: 1, lost: 4 });
});

test('ids that begin again are in order after a gap of a new epoch, and out of order without one', () => {
  const renumbered = [2, 3].map((seq) => delivery(0, seq)).concat(delivery(0, 4, 1), delivery(0, 5, 2));
  expect(account(renumbered)).toMatchObject({ received: 4, reordered: 2 });
  const ledger = deliveries.collect(scene);
  for (const one of renumbered.slice(0, 2)) ledger.onDelivery(one);
  ledger.onGap(0, { from: 1, to: 0, reason: 'new-epoch' });
  for (const one of renumbered.slice(2)) ledger.onDelivery(one);
  expect(ledger.report()).toMatchObject({ received: 4, reordered: 0 });
});

test('the same event under another id is a duplicate, not a new one', () => {
  expect(account([...everything, delivery(0, 5, 1)])).toMatchObject({
    received: 8,
    duplicated: 1,
    unexpected: 0,
  });
});

test('what the schedule does not know, or another channel’s event, is unexpected', () => {
  const strangers = [
    delivery(0, 6),
    delivery(0, 2, 2, 'room', 'stranger'),
    delivery(0, 2, 2, 'another-room'),
  ];
  expect(account([...everything, ...strangers])).toMatchObject({ received: 8, unexpected: 3 });
});

test('a listener of several channels is accounted for in each, and a new channel is no reordering', () => {
  const following: Listener = { channels: ['job-1', 'job-2'], from: 'beginning' };
  const over: LoadScene = {
    ...scene,
    plan: { ...scene.plan, warmUpUs: 0 },
    schedule: [
      scheduled(1, 10, 'job-1', 'a'),
      scheduled(2, 20, 'job-1', 'a'),
      scheduled(1, 30, 'job-2', 'b'),
    ],
    audience: [following],
    tabs: [0],
  };
  const received = [
    delivery(0, 1, 1, 'job-1', 'a'),
    delivery(0, 2, 2, 'job-1', 'a'),
    delivery(0, 1, 1, 'job-2', 'b'),
  ];
  expect(account(received, over)).toMatchObject({ expected: 3, received: 3, reordered: 0, unexpected: 0 });
});

test('the reports of several load processes are added up, starved tabs included', () => {
  const observation = { load: [{ starved: 2 }, { starved: 1 }] } as unknown as Observation;
  const reports = [account(everything), account(everything.slice(1))];
  expect(deliveries.section(observation, reports).deliveries).toMatchObject({ expected: 16, starved: 3 });
});

test('what a tab without a connection misses is not lost, and what it hears after all is received', () => {
  const over: LoadScene = { ...scene, starved: new Set([1]) };
  const heard = everything.filter(({ tab, event }) => tab === 0 || event.seq === 5);
  expect(account(heard, over)).toMatchObject({ expected: 8, received: 5, lost: 0, missedByStarved: 3 });
});
