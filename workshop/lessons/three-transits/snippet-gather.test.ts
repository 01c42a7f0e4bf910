import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gather } from './snippet-gather.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the gathering snippet sends together what belongs together, and holds nothing for longer', () => {
  const sent: (readonly number[])[] = [];
  const add = gather<number>((items) => sent.push(items), 30);
  add(1);
  vi.advanceTimersByTime(20);
  add(2);
  vi.advanceTimersByTime(9);
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(sent).toEqual([[1, 2]]);
  add(3);
  vi.advanceTimersByTime(30);
  expect(sent).toEqual([[1, 2], [3]]);
});
