import { expect, test } from 'vitest';
import { monotonicUs } from '../lab/clock.ts';
import type { ScheduledEvent } from '../scenarios/scenario.ts';
import { openLog } from './refill.ts';

const plan = { seed: 'one', source: 'in-process' } as const;
const schedule = Array.from(
  { length: 10 },
  (_, index): ScheduledEvent => ({
    offsetUs: (index + 1) * 1e6,
    channel: 'room',
    kind: 'message',
    source: 'host',
    seq: index + 1,
    upstream: false,
    data: null,
  }),
);
/** Four events are past, and the fifth is due in half a second. */
const begunUs = monotonicUs() - 4.5e6;

test('a server that starts again has the events that are past, with their ids, in the same epoch', () => {
  const first = openLog(plan, schedule, { alone: true });
  const again = openLog(plan, schedule, { alone: true, startAtUs: begunUs });
  expect(first.toCome).toHaveLength(10);
  expect(again.toCome.map(({ seq }) => seq)).toEqual([5, 6, 7, 8, 9, 10]);
  expect(again.log.epoch).toBe(first.log.epoch);
  const { events, gap } = again.log.read('room', { epoch: first.log.epoch, id: 2 });
  expect(events.map(({ id, seq }) => [id, seq])).toEqual([
    [3, 3],
    [4, 4],
  ]);
  expect(gap).toBeUndefined();
});

test('an event that is refilled counts as published when it was due', () => {
  const { events } = openLog(plan, schedule, { alone: true, startAtUs: begunUs }).log.read('room', { id: 0 });
  expect(events.map(({ publishedAtUs, intendedAtUs }) => publishedAtUs - intendedAtUs)).toEqual([0, 0, 0, 0]);
});

test('a cold log holds nothing, and says so by another epoch', () => {
  const first = openLog(plan, schedule, { alone: true });
  const cold = openLog({ ...plan, coldLog: true }, schedule, { alone: true, startAtUs: begunUs });
  expect(cold.log.epoch).not.toBe(first.log.epoch);
  expect(cold.log.read('room', { id: 0 }).events).toEqual([]);
  expect(cold.toCome).toHaveLength(6);
});

test('where clients publish as well, ids cannot be told again: the epoch is another', () => {
  const first = openLog(plan, schedule, { alone: false });
  expect(openLog(plan, schedule, { alone: false, startAtUs: begunUs }).log.epoch).not.toBe(first.log.epoch);
});

test('each of several servers has an epoch of its own, so that no other one takes its ids for its own', () => {
  const [first, second] = [0, 1].map((index) => openLog(plan, schedule, { alone: true, index }).log.epoch);
  expect(first).not.toBe(second);
});
