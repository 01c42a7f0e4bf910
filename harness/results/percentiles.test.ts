import { expect, test } from 'vitest';
import { supportedValueAt } from './percentiles.ts';
import type { Trial } from './schema.ts';

const after = (count: number): Trial =>
  ({ server: { cpuUs: 0 }, latencyUs: { endToEnd: { p50: 7, p99: 9, count } } }) as unknown as Trial;

test('a rare percentile asks for ten samples beyond it, the median for one in all', () => {
  expect(supportedValueAt(after(1_000), 'latencyUs.endToEnd.p99')).toBe(9);
  expect(supportedValueAt(after(999), 'latencyUs.endToEnd.p99')).toBeUndefined();
  expect(supportedValueAt(after(1), 'latencyUs.endToEnd.p50')).toBe(7);
});

test('where nothing was delivered there is no latency, and other figures are what they are', () => {
  expect(supportedValueAt(after(0), 'latencyUs.endToEnd.p50')).toBeUndefined();
  expect(supportedValueAt(after(0), 'server.cpuUs')).toBe(0);
});
