import { expect, test } from 'vitest';
import { openLoadSession } from './engines/native/load-session.ts';
import { loadMeters } from './load-parts.ts';
import { runTrial } from './trial.ts';
import type { TrialPlan } from './trial-plan.ts';

const plan: TrialPlan = {
  scenario: 'live-feed',
  parameters: { clients: 30, rate: 20, payloadBytes: 50 },
  transport: 'sse',
  http: '2',
  tls: false,
  seed: 'shards',
  warmUpUs: 250_000,
  durationUs: 1_000_000,
  tabsPerBrowser: 4,
  keepAlive: true,
  pollIntervalMs: 500,
  longPollTimeoutMs: 25_000,
  heartbeatMs: 15_000,
  source: 'in-process',
};

const program = { file: new URL('./engines/native/load-process.ts', import.meta.url) };

const runWith = async (processes: number) => {
  const { trial, failures } = await runTrial(plan, {
    index: 0,
    engine: { id: 'native', open: (own) => openLoadSession(own, program, processes) },
    meters: await loadMeters(),
    signal: new AbortController().signal,
    onPhase: () => {},
  });
  expect([...failures]).toEqual([]);
  return trial;
};

test('two load processes share the browsers of one audience and account for the same deliveries as one', async () => {
  const [alone, shared] = [await runWith(1), await runWith(2)];
  expect(alone.deliveries.expected).toBeGreaterThan(30);
  expect(shared.deliveries).toEqual(alone.deliveries);
  expect(shared.connections).toEqual(alone.connections);
  expect(shared.connections).toMatchObject({ tcpOpened: 8, http2Streams: 30 });
  expect(shared.latencyUs.endToEnd.count).toBe(alone.latencyUs.endToEnd.count);
});

test('a trial that is aborted rejects with the reason, and its processes are gone', async () => {
  const controller = new AbortController();
  const trial = runTrial(plan, {
    index: 0,
    engine: { id: 'native', open: (own) => openLoadSession(own, program, 1) },
    meters: await loadMeters(),
    signal: controller.signal,
    onPhase: (phase) => {
      if (phase === 'connect') controller.abort(new Error('enough'));
    },
  });
  await expect(trial).rejects.toThrow('enough');
});
