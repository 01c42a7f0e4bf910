import { expect, test } from 'vitest';
import logTail from './log-tail.ts';
import { planSchedule } from './schedule.ts';

const usual = logTail.parameters.parse({});
const plan = (overrides: Partial<typeof usual> = {}, horizonUs = 60e6) =>
  Map.groupBy(planSchedule(logTail, { ...usual, ...overrides }, 'seed', horizonUs), ({ source }) => source);

test('lines of 120 bytes trickle at 20 per second', () => {
  const lines = plan().get('lines') ?? [];
  expect(Math.abs(lines.length - 1_200)).toBeLessThan(4 * Math.sqrt(1_200));
  expect(lines.every(({ data }) => String(data).length === 120)).toBe(true);
});

test('a burst of 100 lines within 200 ms comes every 2 s', () => {
  const bursts = plan().get('bursts') ?? [];
  expect(bursts).toHaveLength(30 * 100);
  for (let burst = 0; burst < 30; burst += 1) {
    const startUs = bursts[burst * 100]?.offsetUs ?? 0;
    const endUs = bursts[burst * 100 + 99]?.offsetUs ?? 0;
    expect(endUs - startUs).toBeLessThan(200_000);
    expect(Math.abs(startUs - (bursts[0]?.offsetUs ?? 0) - burst * 2e6)).toBeLessThanOrEqual(1);
  }
});

test('a run of 2 s has a whole burst, whatever the seed', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const schedule = planSchedule(logTail, usual, String(seed), 2e6);
    expect(schedule.filter(({ source }) => source === 'bursts')).toHaveLength(100);
  }
});

test('everybody follows the one log', () => {
  expect(logTail.audience(usual)).toEqual(Array(50).fill({ channels: ['log'], from: 'end' }));
});

test('a burst rate of 0 leaves the trickle, and a rate of 0 leaves the bursts', () => {
  expect([...plan({ burstRate: 0 }).keys()]).toEqual(['lines']);
  expect([...plan({ rate: 0 }).keys()]).toEqual(['bursts']);
});

test('bursts longer than their period run into each other without a gap or an overlap', () => {
  const bursts = plan({ burstSeconds: 9, burstEverySeconds: 1, burstRate: 100 }, 5e6).get('bursts') ?? [];
  expect(bursts.map(({ offsetUs }) => offsetUs)).toEqual(Array.from({ length: 500 }, (_, k) => k * 10_000));
});
