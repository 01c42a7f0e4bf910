import { build, encodeIntoCompressedBase64 } from 'hdr-histogram-js';
import { expect, test } from 'vitest';
import type { Trial } from '../harness/results/schema.ts';
import { distil } from './distil.ts';
import { fixtureFault } from './fixture-fault.ts';
import { fixtureRun } from './fixture-run.ts';
import { valueAt } from './report.ts';

/** A run of one case whose trials have exactly these end-to-end latencies. */
function runWith(...trials: readonly (readonly number[])[]) {
  return fixtureRun({
    trials: trials.length,
    change: (run) => {
      run.cases.splice(1);
      for (const [index, values] of trials.entries()) {
        const histogram = build({ bitBucketSize: 64, numberOfSignificantValueDigits: 3, autoResize: true });
        for (const value of values) histogram.recordValue(value);
        const trial = run.cases[0]?.trials[index] as Trial;
        trial.latencyUs.endToEnd.histogram = encodeIntoCompressedBase64(histogram);
      }
    },
  });
}

const curveOf = (...trials: readonly (readonly number[])[]) => {
  const run = runWith(...trials);
  return distil(run).curves[run.cases[0]?.id ?? '']?.endToEnd;
};

const times = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

test('percentiles come from merged histograms, not from averages of percentiles', () => {
  // p90 of the trials is 100 and 900; their average would be 500, but of all 2,000 it is 900.
  const curve = curveOf(times(1000, 100), times(1000, 900));
  expect(curve?.count).toBe(2000);
  expect(valueAt(curve, 0.5)).toBe(100);
  expect(valueAt(curve, 0.9)).toBe(900);
});

test('a later trial may hold larger values than the first one can', () => {
  expect(valueAt(curveOf(times(50, 100), times(500, 40_000_000)), 0.9)).toBeGreaterThan(39_900_000);
});

test('a percentile with fewer than ten samples beyond it is left out', () => {
  expect(valueAt(curveOf(times(999, 100)), 0.99)).toBeNull();
  expect(valueAt(curveOf(times(1000, 100)), 0.99)).toBe(100);
  expect(valueAt(curveOf(times(1000, 100)), 0.999)).toBeNull();
});

test('a curve rises with its percentiles', () => {
  const run = fixtureRun();
  for (const { endToEnd } of Object.values(distil(run).curves)) {
    const values = endToEnd?.points.map(({ us }) => us) ?? [];
    expect(values.length).toBeGreaterThan(40);
    expect(values).toEqual([...values].sort((a, b) => a - b));
  }
});

test('a trial without deliveries gives no curve', () => {
  expect(curveOf([])).toBeNull();
});

test('what is embedded in a page holds no histogram', () => {
  expect(JSON.stringify(distil(fixtureRun()).run)).not.toContain('histogram');
});

test('slices of a fault end with the schedule', () => {
  const [one] = distil(fixtureFault({ trials: 1 })).run.cases;
  const last = one?.trials[0]?.reconnection?.slices.at(-1);
  expect((last?.atUs ?? 0) + (last?.widthUs ?? 0)).toBe(5e6);
});
