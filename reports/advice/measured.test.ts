import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { publishedReports } from '../published/published-runs.ts';
import { evidenceOf } from './evidence.ts';
import { holdAgainst, type Measured, measuredOf } from './measured.ts';
import type { Quantity } from './quantity.ts';

/** A run of loads that are not among the published ones, as far as it is needed to hold the model against. */
interface Elsewhere {
  readonly command: string;
  readonly measuredAt: string;
  readonly cases: readonly Measured[];
}

const elsewhere = JSON.parse(
  await readFile(new URL('./measured-elsewhere.json', import.meta.url), 'utf8'),
) as readonly Elsewhere[];
const reports = await publishedReports();
const account = await readFile(new URL('../../docs/ADVICE.md', import.meta.url), 'utf8');

const HELD: readonly Quantity[] = ['cpuCores', 'rssBytes', 'bytesDownPerSecond', 'tcp', 'p50Us'];
const CLOSE = 0.25;

const missedOf = (one: Measured): Quantity[] => {
  const ratios = holdAgainst(one, reports);
  return HELD.filter((quantity) => !(Math.abs((ratios[quantity] ?? 0) - 1) < CLOSE));
};

test('three configurations that are not among the published runs are held against', () => {
  expect(elsewhere.length).toBe(3);
  const published = evidenceOf(reports).observations.map(({ load }) => load);
  for (const { load } of elsewhere.flatMap(({ cases }) => cases)) {
    const same = published.filter(
      ({ subscribers, payloadBytes }) =>
        subscribers === load.subscribers && payloadBytes === load.payloadBytes,
    );
    expect(same).toEqual([]);
  }
});

describe.each(elsewhere)('$command', ({ command, cases }) => {
  test.each(cases)('$transport over HTTP/$http is foretold within 25 %', (one) => {
    expect(missedOf(one)).toEqual([]);
  });

  test('the account in docs/ADVICE.md tells what the model says today', () => {
    expect(account).toContain(command);
    for (const one of cases) {
      const ratios = holdAgainst(one, reports);
      expect(account).toContain(HELD.map((quantity) => ratios[quantity]?.toFixed(2)).join(' | '));
    }
  });
});

test('of the published loads themselves nine in ten figures are met within 25 %', () => {
  const trials = Map.groupBy(evidenceOf(reports).observations, ({ runId, caseId }) => `${runId} ${caseId}`);
  const measured = [...trials.values()].map(measuredOf);
  const missed = measured.flatMap(missedOf);
  expect(missed.length / (measured.length * HELD.length)).toBeLessThan(0.1);
});
