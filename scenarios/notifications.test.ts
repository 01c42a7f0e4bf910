import { expect, test } from 'vitest';
import notifications from './notifications.ts';
import { planSchedule } from './schedule.ts';

const usual = notifications.parameters.parse({});

test('500 subscribers have a channel each', () => {
  const channels = notifications.audience(usual).map((listener) => listener.channels.join());
  expect(new Set(channels).size).toBe(500);
});

test('each subscriber gets one event per 20 s on average', () => {
  const schedule = planSchedule(notifications, usual, 'seed', 200e6);
  expect(Math.abs(schedule.length - 5_000)).toBeLessThan(4 * Math.sqrt(5_000));
  expect(schedule.every(({ source, channel }) => source === channel)).toBe(true);
});

test('a further subscriber leaves the events of everybody else in place', () => {
  const few = planSchedule(notifications, { ...usual, clients: 50 }, 'seed', 20e6);
  const more = planSchedule(notifications, { ...usual, clients: 51 }, 'seed', 20e6);
  expect(more.filter(({ channel }) => channel !== 'user-51')).toEqual(few);
});
