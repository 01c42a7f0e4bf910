import { expect, test } from 'vitest';
import type { Trial } from '../harness/results/schema.ts';
import { soundTrial } from '../harness/sound-trial.ts';
import { busyIn, estimate, runInBlocks } from './blocks.ts';
import type { ExperimentPlan, Laboratory } from './laboratory.ts';

const plan: ExperimentPlan = {
  scenario: 'live-feed',
  parameters: { clients: 1 },
  transport: 'sse',
  http: '1.1',
};

/** A laboratory whose trials come out as they are told, one after the other. */
function laboratory(...outcomes: readonly Trial[]): { lab: Laboratory; seeds: string[] } {
  const seeds: string[] = [];
  const left = [...outcomes];
  const trial = async ({ seed = '' }: ExperimentPlan): Promise<Trial> => {
    seeds.push(seed);
    return left.shift() ?? soundTrial();
  };
  return { lab: { seed: 'blocks', trial } as unknown as Laboratory, seeds };
}

const busy = (): Trial => ({ ...soundTrial(), generator: { ...soundTrial().generator, cpuShare: 0.97 } });
const delivering = (expected: number, received: number): Trial => ({
  ...soundTrial(),
  deliveries: { ...soundTrial().deliveries, expected, received },
});

test('the cases of a block share its events, and the next block has others', async () => {
  const { lab, seeds } = laboratory();
  await runInBlocks(lab, { one: { plan }, other: { plan } }, 2);
  expect(seeds).toEqual(['blocks 0', 'blocks 0', 'blocks 1', 'blocks 1']);
});

test('trials whose clients were at their limit are counted', async () => {
  const trials = await runInBlocks(laboratory(busy()).lab, { one: { plan }, other: { plan } }, 2);
  expect(busyIn(trials)).toEqual({ trials: 1, of: 4 });
});

test.each([
  ['nothing was due', delivering(0, 0)],
  ['less than half arrived', delivering(100, 49)],
])('a trial in which %s is no measurement', async (_, trial) => {
  await expect(runInBlocks(laboratory(trial).lab, { one: { plan } }, 1)).rejects.toMatchObject({
    code: 'experiment-too-busy',
  });
});

test('an estimate is Student’s t interval over the blocks', () => {
  const trials = (...p50Us: readonly number[]): Trial[] =>
    p50Us.map((p50, index) => {
      const trial = soundTrial(index);
      return { ...trial, latencyUs: { ...trial.latencyUs, delivery: { ...trial.latencyUs.delivery, p50 } } };
    });
  const p50 = ({ latencyUs }: Trial): number => latencyUs.delivery.p50;
  const difference = (own: Trial, other: Trial): number => p50(own) - p50(other);
  const found = estimate(trials(11, 22, 33), trials(10, 20, 30), 0.05, difference);
  // Of 1, 2 and 3: the mean 2, and 4.3027 × 1 ÷ √3.
  expect(found.mean).toBeCloseTo(2);
  expect(found.high - 2).toBeCloseTo(2.4842, 3);
  expect(2 - found.low).toBeCloseTo(2.4842, 3);
});
