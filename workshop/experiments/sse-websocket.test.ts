import { expect, test } from 'vitest';
import type { Trial } from '../../harness/results/schema.ts';
import { soundTrial } from '../../harness/sound-trial.ts';
import type { ExperimentPlan, Laboratory } from '../laboratory.ts';
import experiment from './sse-websocket.ts';

/** Trials of SSE whose median latency is one of these in turn; those of WebSocket take 4 ms. */
function laboratory(...sseP50Ms: readonly number[]): Laboratory {
  let trials = 0;
  const trial = async ({ transport }: ExperimentPlan): Promise<Trial> => {
    const sound = soundTrial();
    const p50Ms = transport === 'sse' ? (sseP50Ms[trials++ % sseP50Ms.length] ?? 4) : 4;
    return {
      ...sound,
      latencyUs: { ...sound.latencyUs, delivery: { ...sound.latencyUs.delivery, p50: p50Ms * 1e3 } },
    };
  };
  return { seed: 'noise', trial } as unknown as Laboratory;
}

test('blocks that agree give an interval', async () => {
  const { http1 } = await experiment.measure(laboratory(5, 6));
  expect(http1.laterMs.low).toBeGreaterThan(0);
  expect(http1.laterMs.high).toBeLessThan(3);
});

test('blocks too far apart to tell are no measurement', async () => {
  await expect(experiment.measure(laboratory(2, 60, 30))).rejects.toMatchObject({
    code: 'experiment-too-noisy',
  });
});
