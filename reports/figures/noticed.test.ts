import { expect, test } from 'vitest';
import type { Reconnection } from '../../harness/results/reconnection-schema.ts';
import { fixtureFault } from '../fixture-fault.ts';
import { noticedTable } from './noticed.ts';

const rowsOf = (name: string, change: (seen: Reconnection) => void = () => {}) => {
  const run = fixtureFault({
    change: ({ cases }) => {
      for (const { trials } of cases)
        for (const { reconnection } of trials) if (reconnection) change(reconnection);
    },
  });
  const { rows } = noticedTable(run, 'en');
  return rows.filter(({ heading }) => heading === name).map(({ cells }) => cells);
};

test('a cause is told once for all trials, with the longest of any', () => {
  expect(rowsOf('WebSocket · HTTP/2')).toEqual([
    ['Client', 'connection reset', '600', '8.00\u00a0ms', '12\u00a0ms'],
  ]);
});

test('where bytes just stop, who noticed nothing is told as well', () => {
  const silent = (seen: Reconnection): void => {
    seen.faults = [{ kind: 'blackhole', atUs: 2e6, browser: null }];
    seen.noticed = [{ who: 'server', by: 'missing pong', count: 5, p50Us: null, maxUs: 4.04e6 }];
  };
  expect(rowsOf('WebSocket · HTTP/2', silent)).toEqual([
    ['Client', 'did not notice', '0', '–', '–'],
    ['Server', 'a missing pong', '15', '–', '4.0\u00a0s'],
  ]);
});

test('a cause that has no words stays as it is', () => {
  const odd = (seen: Reconnection): void => {
    seen.noticed = [{ who: 'client', by: 'toString', count: 1, p50Us: null, maxUs: null }];
  };
  expect(rowsOf('Raw socket', odd)).toEqual([['Client', 'toString', '3', '–', '–']]);
});
