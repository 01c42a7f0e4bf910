import { expect, test } from 'vitest';
import native from '../engines/native/index.ts';
import type { Program } from '../lab-process.ts';
import { loadMeters } from '../load-parts.ts';
import type { CapacityProbe } from '../results/capacity-schema.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { runProbe } from './probe.ts';
import { parseSlo } from './slo.ts';
import { type Stop, whatStopped } from './what-stopped.ts';

const plan: TrialPlan = {
  scenario: 'live-feed',
  parameters: { clients: 8, rate: 20, payloadBytes: 50 },
  transport: 'sse',
  http: '2',
  tls: false,
  seed: 'probe',
  warmUpUs: 100_000,
  durationUs: 500_000,
  tabsPerBrowser: 4,
  keepAlive: true,
  pollIntervalMs: 500,
  longPollTimeoutMs: 25_000,
  heartbeatMs: 15_000,
  source: 'in-process',
};

const EASY = 'p99<10s,lost=0';

async function probe(change: Partial<TrialPlan> = {}, server?: Program, slo = EASY) {
  return runProbe({ ...plan, ...change }, parseSlo(slo), {
    index: 0,
    engine: native,
    ...(server && { server }),
    meters: await loadMeters(),
    signal: new AbortController().signal,
    onPhase: () => {},
  });
}

/** What a search says of a real trial that did not keep the objective. */
async function stopOf(
  change: Partial<TrialPlan>,
  server?: Program,
  slo = 'p99<250ms,lost=0',
): Promise<Stop | undefined> {
  const { probe: seen } = await probe(change, server, slo);
  expect(seen.kept).toBe(false);
  const broken: CapacityProbe = { load: 8, phase: 'confirm', tookUs: 1, ...seen };
  return whatStopped([broken], { plan: { ...plan, ...change }, pushes: true, memoryBytes: 8e9 });
}

test('a probe is a trial, held against the objective, with the figures that a search reads', async () => {
  const kept = await probe();
  expect(kept.probe).toMatchObject({ kept: true, broken: [], failure: null });
  const { figures } = kept.probe;
  expect(figures).toMatchObject({
    lost: 0,
    starved: 0,
    slowConsumers: 0,
    expected: 8 * (figures?.events ?? 0),
  });
  // What a person waits.
  expect(figures?.latencyUs.p50).toBe(kept.outcome?.trial.latencyUs.endToEnd.p50);
  expect(figures?.serverCpuShare).toBeGreaterThan(0);
  expect(figures?.serverCpuShare).toBeLessThan(1);
  expect(kept.outcome?.trial.server.cpuUs).toBeCloseTo(
    (figures?.serverCpuShare ?? 0) * (kept.outcome?.trial.phasesUs.measure ?? 0),
  );
  const broken = await probe({}, undefined, 'p50<1us,lost=0');
  expect(broken.probe).toMatchObject({ kept: false, broken: ['p50<1us'], failure: null });
});

test('a server that dies of its heap is stopped by memory', async () => {
  const file = new URL('./heavy-server-process.ts', import.meta.url);
  const stop = await stopOf({}, { file, nodeFlags: ['--max-old-space-size=60'] });
  expect(stop?.by).toBe('memory');
  expect(stop?.seen.en).toMatch(/server process.*heap out of memory/);
});

test('a server that sends clients away because they do not read in time is stopped by flow control', async () => {
  const stop = await stopOf({}, { file: new URL('./strict-server-process.ts', import.meta.url) });
  expect(stop?.by).toBe('flow-control');
  expect(stop?.seen.en).toMatch(/sent \d+ clients away/);
});

test('a client that gets no connection breaks every objective, and its browser’s limit is named', async () => {
  const stop = await stopOf({ http: '1.1', tabsPerBrowser: 8 }, undefined, EASY);
  expect(stop?.by).toBe('connections');
  expect(stop?.seen.en).toMatch(/^2 clients found no/);
});

test('more clients than the system has files or ports for are stopped by these, before any is opened', async () => {
  const parameters = { clients: 900_000, rate: 20, payloadBytes: 50 };
  const stop = await stopOf({ parameters, http: '1.1' });
  expect(['files', 'ports']).toContain(stop?.by);
  expect(stop?.seen.en).toMatch(/connections/);
});

test('a probe that is aborted says nothing of the load', async () => {
  const controller = new AbortController();
  const probing = runProbe(plan, parseSlo(EASY), {
    index: 0,
    engine: native,
    meters: await loadMeters(),
    signal: controller.signal,
    onPhase: (phase) => phase === 'connect' && controller.abort(new Error('enough')),
  });
  await expect(probing).rejects.toThrow('enough');
});
