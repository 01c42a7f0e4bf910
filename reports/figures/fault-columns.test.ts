import { expect, test } from 'vitest';
import type { Reconnection } from '../../harness/results/reconnection-schema.ts';
import type { BenchCase, Trial } from '../../harness/results/schema.ts';
import { fixtureFault } from '../fixture-fault.ts';
import { type FaultCell, type FaultColumn, faultColumns } from './fault-columns.ts';

/** A cell of the fixture's SSE over HTTP/1.1, after a change to some of its three trials. */
function cell(
  id: FaultColumn['id'],
  change: (trial: Trial, seen: Reconnection) => void = () => {},
): FaultCell | null {
  const { cases } = fixtureFault();
  const sse = cases.find(({ transport }) => transport === 'sse') as BenchCase;
  for (const trial of sse.trials) if (trial.reconnection) change(trial, trial.reconnection);
  return faultColumns.find((column) => column.id === id)?.cell(sse, 'en') ?? null;
}

const lose =
  (lost: number) =>
  ({ deliveries }: Trial, { loss }: Reconnection): void => {
    loss.lostOffline = lost - 1;
    loss.lostInFlight = 1;
    Object.assign(deliveries, { lost, received: deliveries.expected - lost });
  };

test('everything is 100 percent, and what is almost everything is not', () => {
  expect(cell('delivered')).toEqual({ value: '100', notes: [], bad: false });
  // 1 of 8,000 is missing: 99.9875.
  expect(cell('delivered', lose(1))).toEqual({ value: '99.98', notes: [], bad: true });
});

test('a loss is summed over the trials and stands with what explains it', () => {
  expect(cell('lost', lose(12))).toEqual({
    value: '36',
    notes: ['33 while away', '3 on their way'],
    bad: true,
  });
});

test('downtime is the median of the trials in seconds, with the lowest and the highest', () => {
  expect(cell('downtimeP50')).toEqual({ value: '2.02', notes: ['2.00–2.04'], bad: false });
});

test('a p99 needs a thousand outages in each trial', () => {
  expect(cell('downtimeP99')).toBeNull();
  const many = cell('downtimeP99', (_, { downtimeUs }) => {
    if (downtimeUs) downtimeUs.count = 1_000;
  });
  expect(many?.value).toMatch(/^2\.4/);
});

test('nobody cut off has no downtime', () => {
  const none = (_: Trial, seen: Reconnection): void => {
    seen.downtimeUs = null;
  };
  expect(cell('downtimeP50', none)).toBeNull();
});

test('one subscriber that never returned is marked, although the median is none', () => {
  const one = cell('neverReturned', ({ index }, seen) => {
    seen.neverReturned = index === 0 ? 1 : 0;
  });
  expect(one).toEqual({ value: '0', notes: ['0–1'], bad: true });
});

test('a trial that did not come back to normal does not vanish from the median', () => {
  const once = cell('backToNormal', ({ index }, seen) => {
    if (index === 2) seen.backToNormalUs = null;
  });
  expect(once).toEqual({ value: '2.51', notes: ['2.50–2.52', 'not in 1 of 3'], bad: true });
  const never = cell('backToNormal', (_, seen) => {
    seen.backToNormalUs = null;
  });
  expect(never).toEqual({ value: '–', notes: ['not in 3 of 3'], bad: true });
});
