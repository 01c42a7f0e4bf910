import { expect, test } from 'vitest';
import { glimpseOf } from './glimpse.ts';

test('the median and the slowest of a sample are told, whatever their order', () => {
  const recentUs = Array.from({ length: 100 }, (_, index) => ((index * 37) % 100) + 1);
  expect(glimpseOf(recentUs, 7)).toEqual({ latencyUs: { p50: 51, p99: 100 }, tcpOpen: 7 });
});

test('where nothing arrived there is no latency', () => {
  expect(glimpseOf([], null)).toEqual({ latencyUs: null, tcpOpen: null });
});
