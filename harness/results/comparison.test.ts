import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compareTrials, HEADLINE_METRICS } from './comparison.ts';
import type { Trial } from './schema.ts';

const CPU = 'server.cpuUsPerDelivery';
const trials = (values: readonly (number | null)[]): Trial[] =>
  values.map((cpuUsPerDelivery, index) => ({ index, server: { cpuUsPerDelivery } }) as unknown as Trial);
const compare = (subject: readonly (number | null)[], baseline: readonly (number | null)[]) =>
  compareTrials(trials(subject), trials(baseline), [CPU])[0];

test('a difference in every block is told although the machine drifted far more', () => {
  const baseline = [10, 20, 5, 40, 11];
  const subject = baseline.map((cost, block) => cost * (1.2 + block / 1_000));
  expect(compare(subject, baseline)).toMatchObject({ metric: CPU, blocks: 5, verdict: 'higher' });
  expect(compare(baseline, subject)?.verdict).toBe('lower');
});

test('what does not vary is told apart past 3 %, and not before', () => {
  expect(compare([350, 350, 350], [300, 300, 300])).toMatchObject({
    verdict: 'higher',
    low: 350 / 300,
    high: 350 / 300,
  });
  expect(compare([308, 308, 308], [300, 300, 300])?.verdict).toBe('indistinguishable');
  expect(compare([300, 300], [300, 300])).toMatchObject({ verdict: 'indistinguishable', ratio: 1 });
});

test('trials are paired by their index, and those without a partner are left out', () => {
  const late = trials([1, 2, 4]).slice(1);
  const [compared] = compareTrials(late, trials([1, 1, 2, 7]), [CPU]);
  expect(compared).toMatchObject({ blocks: 2, ratio: 2, verdict: 'higher' });
  const [turned] = compareTrials(trials([1, 1, 2, 7]), late, [CPU]);
  expect(turned).toMatchObject({ blocks: 2, ratio: 0.5, verdict: 'lower' });
});

test('the bounds are on either side of the ratio', () => {
  const { ratio, low, high } = compare([11, 12, 13], [10, 10, 10]) ?? {};
  expect(low).toBeLessThan(ratio ?? Number.NaN);
  expect(high).toBeGreaterThan(ratio ?? Number.NaN);
});

test('one block has a ratio and no verdict', () => {
  expect(compare([3, null], [2, 2])).toEqual({
    metric: CPU,
    ratio: 1.5,
    low: null,
    high: null,
    confidence: null,
    blocks: 1,
    verdict: 'unknown',
  });
});

test('a metric that was zero once is unknown, because the other blocks were those where it was large', () => {
  expect(compare([0, 5, 6], [2, 2, 2])).toMatchObject({ ratio: null, blocks: 0, verdict: 'unknown' });
  expect(compare([5, 6], [0, 0])?.verdict).toBe('unknown');
});

test('a percentile that its trials have too few samples for is unknown', () => {
  const with99 = (p99: number, count: number): Trial[] =>
    [0, 1].map((index) => ({ index, latencyUs: { endToEnd: { p99, count } } }) as unknown as Trial);
  const verdict = (count: number) =>
    compareTrials(with99(9, count), with99(3, count), ['latencyUs.endToEnd.p99'])[0]?.verdict;
  expect([verdict(999), verdict(1_000)]).toEqual(['unknown', 'higher']);
});

test('METHODOLOGY lists the headline metrics, and no other', async () => {
  const text = await readFile(new URL('../../docs/METHODOLOGY.md', import.meta.url), 'utf8');
  const [, section = ''] = text.split('## Telling two cases apart');
  const [table = ''] = section.split('**Within a run.**');
  expect([...table.matchAll(/\| `([\w.]+)` \|$/gm)].map(([, path]) => path)).toEqual([...HEADLINE_METRICS]);
});

test('all headline metrics are judged, and one that nobody measured does not cost the others', () => {
  const compared = compareTrials(trials([3, 3]), trials([2, 2]));
  expect(compared.map(({ metric }) => metric)).toEqual([...HEADLINE_METRICS]);
  expect(compared.map(({ verdict }) => verdict)).toEqual([
    'unknown',
    'unknown',
    'higher',
    'unknown',
    'unknown',
  ]);
  expect(compared[2]?.confidence).toBe(0.95);
});
