import { expect, test } from 'vitest';
import type { BenchCase, Run } from '../../harness/results/schema.ts';
import { fixtureRun } from '../fixture-run.ts';
import { engineCell, engineColumns, playedBySeveral, sayingsOfSaturation } from './engines.ts';

/** The fixture's polling cases over HTTP/1.1 and HTTP/2, the first of them by autocannon as well. */
const played = (change: (autocannon: BenchCase) => void = () => {}): Run =>
  fixtureRun({
    change: (run) => {
      run.cases = run.cases.filter(({ transport }) => transport === 'polling');
      const again = structuredClone(run.cases.find(({ http }) => http === '1.1') as BenchCase);
      again.id += ' engine=autocannon';
      again.parameters = { ...again.parameters, engine: 'autocannon' };
      change(again);
      run.cases.push(again);
    },
  });

const saturated = (serverCpuShare: number, clientCpuShare: number): Run =>
  played(({ trials }) => {
    for (const trial of trials) {
      trial.engine = {
        saturation: {
          requestsPerSecond: 9_120.4,
          connections: 100,
          requestP50Us: 10_000,
          requestP99Us: 20_000,
          serverCpuShare,
          clientCpuShare,
        },
      };
    }
  });

test('a case that two engines played stands once, with a row for each; what one played alone is left out', () => {
  const [only, ...others] = playedBySeveral(played(), 'en');
  expect(others).toEqual([]);
  expect(only?.name).toBe('Polling · HTTP/1.1');
  expect(only?.by.map(({ engine }) => engine)).toEqual(['native', 'autocannon']);
  expect(playedBySeveral(fixtureRun(), 'en')).toEqual([]);
});

test('cases that differ in more than their engine are no cross-check', () => {
  const other = played((one) => {
    one.parameters = { ...one.parameters, clients: 7 };
  });
  expect(playedBySeveral(other, 'en')).toEqual([]);
});

test('a percentile that the requests do not support is not shown, and what was counted is', () => {
  const run = played(({ trials }) => {
    for (const { latencyUs } of trials)
      latencyUs.request = { p50: 2_000, p90: 3_000, p99: 9_000, p999: 9_000, max: 9_000, count: 999 };
  });
  const autocannon = run.cases.at(-1) as BenchCase;
  const cells = engineColumns.map((column) => [column.title.en, engineCell(column, autocannon, 'en').value]);
  const received = autocannon.trials.reduce((sum, { deliveries }) => sum + deliveries.received, 0);
  expect(Object.fromEntries(cells)).toMatchObject({
    'Request p50': '2.00',
    'Request p99': '–',
    Received: received.toLocaleString('en'),
  });
});

test.each([
  [0.97, 0.95, /the server’s limit/],
  [0.6, 0.95, /The client’s core was full/],
  [0.6, 0.6, /No core was full/],
])(
  'saturation with the server at %f and the client at %f of a core says whose limit it is',
  (server, client, limit) => {
    const [said, ...others] = sayingsOfSaturation(saturated(server, client), 'en');
    expect(others).toEqual([]);
    expect(said).toMatch(
      /^Polling · HTTP\/1\.1 · engine autocannon: 9,120 requests per second over 100 connections/,
    );
    expect(said).toMatch(limit);
    expect(sayingsOfSaturation(saturated(server, client), 'ko')[0]).toMatch(/초당 9,120건/);
  },
);
