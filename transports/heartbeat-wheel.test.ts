import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HeartbeatWheel } from './heartbeat-wheel.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const INTERVAL_MS = 1_700;

test('whatever its slot, a member beats again before the interval is over, though each timer is late', () => {
  const wheel = new HeartbeatWheel(INTERVAL_MS);
  const beats: number[][] = Array.from({ length: 20 }, () => []);
  for (const own of beats) wheel.add({ beat: () => own.push(performance.now()) });
  const from = performance.now();
  vi.advanceTimersByTime(4 * INTERVAL_MS);
  for (const own of beats) {
    const gaps = own.map((at, index) => at - (own[index - 1] ?? from));
    expect(gaps.length).toBeGreaterThanOrEqual(4);
    // 3 ms for each of 16 timers.
    expect(Math.max(...gaps)).toBeLessThanOrEqual(INTERVAL_MS - 16 * 3);
  }
  wheel.stop();
});

test('no more than a sixteenth of the members beat at once, and one that is removed beats no more', () => {
  const wheel = new HeartbeatWheel(INTERVAL_MS);
  let beaten = 0;
  const member = { beat: () => void beaten++ };
  const slots = Array.from({ length: 16 }, () => wheel.add(member));
  vi.advanceTimersByTime(INTERVAL_MS / 17);
  expect(beaten).toBe(1);
  for (const slot of slots) wheel.remove(member, slot);
  expect(wheel.size).toBe(0);
  vi.advanceTimersByTime(INTERVAL_MS);
  expect(beaten).toBe(1);
  wheel.stop();
});
