import { expect, test } from 'vitest';
import fiveUpdates from './five-updates.ts';
import { planSchedule } from './schedule.ts';

const parameters = fiveUpdates.parameters.parse({});

test('five updates of 39 bytes come a second apart, all within the five seconds of an ordinary trial', () => {
  const schedule = planSchedule(fiveUpdates, parameters, 'seed', 5e6);
  expect(schedule.map(({ data }) => String(data).length)).toEqual([39, 39, 39, 39, 39]);
  const [first = 0, ...others] = schedule.map(({ offsetUs }) => offsetUs);
  expect(first).toBeLessThan(1e6);
  expect(others.map((offsetUs) => Math.round((offsetUs - first) / 1e5))).toEqual([10, 20, 30, 40]);
});

test('no sixth update comes, however long the run is, and a short one has fewer', () => {
  expect(planSchedule(fiveUpdates, parameters, 'seed', 60e6)).toHaveLength(5);
  expect(planSchedule(fiveUpdates, parameters, 'seed', 2e6)).toHaveLength(2);
});
