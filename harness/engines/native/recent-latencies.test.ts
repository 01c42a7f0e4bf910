import { expect, test } from 'vitest';
import { RecentLatencies } from './recent-latencies.ts';

const addAll = (recent: RecentLatencies, from: number, to: number): void => {
  for (let value = from; value < to; value++) recent.add(value);
};

test('few latencies are all kept, and taken once', () => {
  const recent = new RecentLatencies();
  addAll(recent, 0, 10);
  expect([...recent.take()]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect([...recent.take()]).toEqual([]);
});

test('of many a few are kept, spread evenly over all', () => {
  const recent = new RecentLatencies();
  addAll(recent, 0, 25_600);
  // The first time nobody knew how many would come: these are the newest.
  expect(Math.min(...recent.take())).toBe(25_600 - 256);
  addAll(recent, 0, 25_600);
  const taken = [...recent.take()];
  expect(taken).toHaveLength(256);
  expect(taken.map((value) => value % 100)).toEqual(taken.map(() => 99));
});

test('where the rate falls, all are kept again', () => {
  const recent = new RecentLatencies();
  addAll(recent, 0, 25_600);
  recent.take();
  addAll(recent, 0, 100);
  expect(recent.take()).toHaveLength(1);
  addAll(recent, 0, 100);
  expect(recent.take()).toHaveLength(100);
});
