import { expect, test } from 'vitest';
import { backToNormalUs, OnTime } from './on-time.ts';

const SECOND = 1e6;
const FAULT_AT = 10 * SECOND;

/** A delivery every 100 ms for 20 s, the fault being on from 2 s to 4 s. */
function watch(latencyUs: (offsetUs: number) => number | undefined, subscribers = 1) {
  const onTime = new OnTime(FAULT_AT, 200);
  const due = new Uint32Array(200);
  for (let bin = 0; bin < 200; bin++) {
    const offsetUs = bin * 100_000;
    for (let one = 0; one < subscribers; one++) {
      (due[bin] as number)++;
      const took = one === 0 ? latencyUs(offsetUs) : 5_000;
      if (took !== undefined) onTime.add(offsetUs, took, FAULT_AT - 2 * SECOND + offsetUs + took);
    }
  }
  return backToNormalUs(onTime.inTime, due, 4 * SECOND);
}

/** Heard again at this offset, with all that was due before. */
const backAt = (upUs: number, healthyUs: (offsetUs: number) => number) => (offsetUs: number) =>
  offsetUs >= 2 * SECOND && offsetUs < upUs ? upUs - offsetUs + 5_000 : healthyUs(offsetUs);

test('latency is normal again from the subscriber’s return on, whenever it heard what it had missed', () => {
  expect(watch(backAt(7 * SECOND, () => 5_000))).toBe(2.9 * SECOND);
});

test('what is normal for a poller is up to its interval: its scatter is not a disturbance', () => {
  const polled = (offsetUs: number): number => (offsetUs * 7) % 500_000;
  expect(watch(polled)).toBe(0);
  expect(watch(backAt(6 * SECOND, polled))).toBeGreaterThan(1.2 * SECOND);
  expect(watch(backAt(6 * SECOND, polled))).toBeLessThanOrEqual(2 * SECOND);
});

test('what disturbs latency after a second of calm is not the fault’s, what comes sooner is', () => {
  const withPause = (atUs: number, pauseUs: number) => (offsetUs: number) =>
    offsetUs === atUs ? pauseUs : backAt(5 * SECOND, () => 5_000)(offsetUs);
  expect(watch(withPause(5.5 * SECOND, 90_000))).toBe(0.9 * SECOND);
  expect(watch(withPause(15 * SECOND, SECOND))).toBe(0.9 * SECOND);
  expect(watch(withPause(5.5 * SECOND, SECOND))).toBe(1.6 * SECOND);
});

test('what never comes counts as late, and up to the end it is not normal again', () => {
  expect(watch((offsetUs) => (offsetUs >= 2 * SECOND && offsetUs < 5 * SECOND ? undefined : 5_000))).toBe(
    SECOND,
  );
  expect(watch((offsetUs) => (offsetUs >= 2 * SECOND ? undefined : 5_000))).toBeNull();
});

test('one late subscriber in a hundred is let pass, one in fifty is not', () => {
  expect(
    watch(
      backAt(7 * SECOND, () => 5_000),
      100,
    ),
  ).toBe(0);
  expect(
    watch(
      backAt(7 * SECOND, () => 5_000),
      50,
    ),
  ).toBe(2.9 * SECOND);
});

test('where nothing was heard before the fault, nothing is known to be normal', () => {
  const onTime = new OnTime(0, 2);
  onTime.add(0, 10, 10);
  expect(backToNormalUs(onTime.inTime, Uint32Array.of(1, 0), 0)).toBeNull();
});
