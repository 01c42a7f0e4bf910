import { expect, test } from 'vitest';
import { driftOf, momentsOf } from './drift.ts';
import { soundTrial } from './sound-trial.ts';

const values = (...of: number[]) => of.map((value) => ({ value }));

test('a value that keeps falling has drifted, and by how much is told', () => {
  // Halves of 100 … 70 and 60 … 30: 45 against 85.
  expect(driftOf(values(100, 91, 80, 69, 61, 50, 40, 29))).toBeCloseTo(45 / 85, 1);
});

test('a value that swings without a direction has not drifted', () => {
  expect(driftOf(values(60, 100, 50, 90, 55, 105, 45, 80))).toBe(1);
});

test('four slices that happen to fall are no proof', () => {
  expect(driftOf(values(100, 70, 90, 60))).toBe(1);
});

test('cost that follows its load has not drifted, although the load has', () => {
  const loads = [10, 9, 9, 7, 6, 4, 3, 3];
  const noise = [1, -1, 0, 1, -1, 1, 0, -1];
  const moments = loads.map((load, at) => ({ load, value: 20 + 5 * load + (noise[at] as number) }));
  expect(driftOf(moments)).toBe(1);
  expect(driftOf(moments.map((moment, at) => ({ ...moment, value: moment.value - 4 * at })))).toBeLessThan(
    0.8,
  );
});

test('slices without a value are left out, and too few of them tell nothing', () => {
  expect(
    driftOf([{ value: 100 }, undefined, { value: 80 }, { value: 69 }, undefined, { value: 50 }]),
  ).toBeLessThan(0.7);
  expect(driftOf([undefined, { value: 1 }, { value: 9 }])).toBe(1);
  expect(driftOf([])).toBe(1);
  // Three points lie on some plane of time and load, whatever they are.
  expect(
    driftOf([
      { value: 9, load: 1 },
      { value: 5, load: 3 },
      { value: 1, load: 2 },
    ]),
  ).toBe(1);
});

test('only the measure phase counts, as the mean of the trials', () => {
  const [slow, fast] = [soundTrial(0), soundTrial(1)];
  for (const slice of slow.timeline) slice.serverCpuUs = 30_000;
  for (const slice of fast.timeline) slice.serverCpuUs = 10_000;
  const moments = momentsOf([slow, fast], ({ serverCpuUs, deliveries }) => ({
    value: serverCpuUs,
    load: deliveries,
  }));
  expect(moments).toHaveLength(8);
  expect(moments[0]).toEqual({ value: 20_000, load: 1_000 });
});

test('deliveries are averaged as well, and where a trial has fewer slices only those of all count', () => {
  const [short, long] = [soundTrial(0), soundTrial(1)];
  short.timeline.length -= 2;
  for (const slice of long.timeline) slice.deliveries = 3_000;
  const moments = momentsOf([short, long], ({ serverCpuUs, deliveries }) => ({
    value: serverCpuUs,
    load: deliveries,
  }));
  expect(moments.map((moment) => moment?.load)).toEqual(Array(6).fill(2_000));
});
