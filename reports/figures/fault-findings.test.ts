import { expect, test } from 'vitest';
import type { Reconnection } from '../../harness/results/reconnection-schema.ts';
import type { Run } from '../../harness/results/schema.ts';
import { distil } from '../distil.ts';
import { fixtureFault } from '../fixture-fault.ts';
import type { FixtureOptions } from '../fixture-run.ts';
import { type Finding, findingsOf } from './findings.ts';

const findings = (options: FixtureOptions = {}): readonly Finding[] =>
  findingsOf(distil(fixtureFault(options)), 'en');
const finding = (id: string, options: FixtureOptions = {}): Finding | undefined =>
  findings(options).find((one) => one.id === id);

const eachOf =
  (transport: string, change: (seen: Reconnection) => void) =>
  (run: Run): void => {
    for (const one of run.cases) {
      if (one.transport !== transport && transport !== 'all') continue;
      for (const { reconnection } of one.trials) if (reconnection) change(reconnection);
    }
  };

test('what arrived is told first, then who was away and what came back at once', () => {
  expect(
    findings()
      .map(({ id }) => id)
      .slice(0, 3),
  ).toEqual(['reliability', 'away', 'storm']);
});

test('the shortest away and the longest are named', () => {
  const away = finding('away');
  expect(away?.answer).toBe('WebSocket');
  expect(away?.detail).toMatch(/Highest: Server-Sent Events, 2\.0\d*\ss\.$/);
});

test('the smallest storm and the highest are named', () => {
  const storm = finding('storm');
  expect(storm?.answer).toBe('Polling');
  expect(storm?.detail).toContain('Highest: Long polling, Server-Sent Events, WebSocket, 200.');
});

test('storms that are alike are not ranked', () => {
  const alike = eachOf('all', (seen) => {
    seen.peakReconnectsPerSecond = 150;
  });
  expect(finding('storm', { change: alike })?.answer).toBe('No clear difference');
});

test('one trial ranks no fault', () => {
  for (const id of ['away', 'storm']) expect(finding(id, { trials: 1 })?.answer).toBe('Not ranked');
});

test('windows that were made equal rank nobody', () => {
  const equal = eachOf('all', (seen) => {
    seen.mode = 'equal-windows';
  });
  const ids = findings({ change: equal }).map(({ id }) => id);
  expect(ids).not.toContain('away');
  expect(ids).not.toContain('storm');
});

test('who stays away is neither the shortest away nor the smallest storm, and is told', () => {
  const gone = eachOf('websocket', (seen) => {
    seen.neverReturned = 150;
    seen.peakReconnectsPerSecond = 1;
  });
  expect(finding('away', { change: gone })?.answer).toBe('Long polling');
  expect(finding('storm', { change: gone })?.answer).toBe('Polling');
  expect(finding('not-back', { change: gone })).toMatchObject({
    answer: '900 of 4,800 subscribers',
    detail: expect.stringContaining('WebSocket · HTTP/1.1, WebSocket · HTTP/2'),
  });
});

test('a loss is told with its causes', () => {
  const lossy = (run: Run): void => {
    const trial = run.cases[4]?.trials[0];
    if (trial?.reconnection) trial.reconnection.loss.lostForGood = 12;
    if (trial) trial.deliveries.lost = 12;
  };
  expect(finding('reliability', { change: lossy })?.detail).toContain(
    'Why: 12 for subscribers that never returned.',
  );
});
