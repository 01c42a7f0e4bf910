import { expect, test } from 'vitest';
import type { Metric, Trial } from './schema.ts';
import { summarise, valueAt } from './summary.ts';

const metric: Metric = { path: 'server.cpuUs', title: { en: 'CPU', ko: 'CPU' }, unit: 'us' };
const trial = (cpuUs: number | null) => ({ server: { cpuUs } }) as unknown as Trial;

test('the summary is the median and the range over the trials', () => {
  expect(summarise([trial(9), trial(1), trial(5)], [metric])).toEqual({
    'server.cpuUs': { median: 5, min: 1, max: 9 },
  });
});

test('of an even number of trials the median is the mean of the middle two', () => {
  expect(summarise([trial(4), trial(1), trial(2), trial(100)], [metric])['server.cpuUs']?.median).toBe(3);
});

test('a metric that no trial has is not summarised', () => {
  expect(summarise([trial(null)], [metric])).toEqual({});
  expect(valueAt(trial(3), 'server.nothing.at.all')).toBeUndefined();
});
