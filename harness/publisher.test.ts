import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { monotonicUs } from '../lab/clock.ts';
import type { ScheduledEvent } from '../scenarios/scenario.ts';
import { publishOnSchedule } from './publisher.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'hrtime', 'Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const event = (seq: number, offsetMs: number): ScheduledEvent => ({
  offsetUs: offsetMs * 1e3,
  channel: 'room',
  kind: 'message',
  source: 'host',
  seq,
  upstream: false,
  data: seq,
});

test('each event is published at its time and says when it was intended', () => {
  const startAtUs = monotonicUs();
  const published: { seq: number; atUs: number; intendedAtUs: number }[] = [];
  publishOnSchedule(
    [event(1, 0), event(2, 10), event(3, 10), event(4, 35)],
    startAtUs,
    ({ seq, intendedAtUs }) => {
      published.push({ seq, atUs: monotonicUs() - startAtUs, intendedAtUs: intendedAtUs - startAtUs });
    },
  );
  vi.advanceTimersByTime(100);
  expect(published).toEqual([
    { seq: 1, atUs: 0, intendedAtUs: 0 },
    { seq: 2, atUs: 10_000, intendedAtUs: 10_000 },
    { seq: 3, atUs: 10_000, intendedAtUs: 10_000 },
    { seq: 4, atUs: 35_000, intendedAtUs: 35_000 },
  ]);
});

test('what is late is published at once, and its intended time stays', () => {
  const startAtUs = monotonicUs() - 1e6;
  const intended: number[] = [];
  publishOnSchedule([event(1, 10), event(2, 20), event(3, 1_030)], startAtUs, ({ intendedAtUs }) => {
    intended.push(intendedAtUs - startAtUs);
  });
  expect(intended).toEqual([10_000, 20_000]);
  vi.advanceTimersByTime(30);
  expect(intended).toEqual([10_000, 20_000, 1_030_000]);
});

test('nothing is published after it was stopped', () => {
  const published: number[] = [];
  const stop = publishOnSchedule([event(1, 10), event(2, 20)], monotonicUs(), ({ seq }) =>
    published.push(seq),
  );
  vi.advanceTimersByTime(15);
  stop();
  vi.advanceTimersByTime(100);
  expect(published).toEqual([1]);
});
