import { expect, test, vi } from 'vitest';
import { LabError } from '../../lab/errors.ts';
import { descendantsOf } from '../cli/test-command.ts';
import type { Engine } from '../engine.ts';
import native from '../engines/native/index.ts';
import { loadMeters } from '../load-parts.ts';
import type { CapacityCase } from '../results/capacity-schema.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { type CapacityRequest, CaseSearch, type ProbeProgress } from './case-search.ts';
import { parseSlo } from './slo.ts';

const benchCase = {
  id: 'live-feed sse http/2',
  trial: {
    scenario: 'live-feed',
    parameters: { clients: 1, rate: 20, payloadBytes: 1 },
    transport: 'sse',
    http: '2',
    tls: false,
    seed: 'seed',
    warmUpUs: 0,
    durationUs: 500_000,
    tabsPerBrowser: 4,
    keepAlive: true,
    pollIntervalMs: 500,
    longPollTimeoutMs: 25_000,
    heartbeatMs: 15_000,
    source: 'in-process',
  },
} as const;

const meters = await loadMeters();

/** Refuses plans for this reason, and plays the others. */
const refusing = (code: string, refuses: (plan: TrialPlan) => boolean): Engine => ({
  id: 'refuses',
  open: async (plan) => {
    if (!refuses(plan)) return native.open(plan);
    throw new LabError(code, { expected: 'fewer', got: 'more' });
  },
});

interface Searched {
  /** What was saved, in order. */
  readonly found: CapacityCase[];
  readonly shown: ProbeProgress[];
  readonly trials: Promise<number>;
}

function search(
  engine: Engine,
  change: Partial<CapacityRequest> = {},
  signal = new AbortController().signal,
): Searched {
  const [found, shown]: [CapacityCase[], ProbeProgress[]] = [[], []];
  const caseSearch = new CaseSearch(
    benchCase,
    { plan: benchCase.trial, pushes: true, memoryBytes: 8e9 },
    {
      engine,
      meters,
      signal,
      capacity: {
        by: 'clients',
        slo: parseSlo('p99<10s'),
        from: 50,
        least: 10,
        most: 100,
        searchTimeMs: 60_000,
        ...change,
      },
      onProbe: (progress) => shown.push(progress),
      save: async (one) => {
        found.push(one);
      },
    },
  );
  return { found, shown, trials: caseSearch.run().then(({ length }) => length) };
}

test('a search of which not one probe can be run rejects with what stood in the way', async () => {
  const { found, trials } = search(refusing('limit-open-files', () => true));
  await expect(trials).rejects.toThrow(/Expected fewer, but got more/);
  // What it saw until then: the limit is named, and no load is said to be carried.
  expect(found.at(-1)).toMatchObject({ answer: null, next: 10, stoppedBy: 'files', atLeast: false });
});

test('what is found is saved from the beginning on, and after each probe', async () => {
  const { found, shown, trials } = search(
    refusing('limit-open-files', ({ parameters }) => parameters.clients !== 24),
    {
      from: 24,
      least: 24,
      most: 25,
    },
  );
  expect(await trials).toBe(2);
  const done = shown.flatMap((progress) => progress.done ?? []);
  expect(done.map(({ load, kept }) => [load, kept])).toEqual([
    [24, true],
    [25, false],
    [24, true],
    [25, false],
    [25, false],
  ]);
  expect(found.map(({ probes }) => probes.length)).toEqual([0, 1, 2, 3, 4, 5, 5]);
  // A limit of the server: the answer is its own.
  expect(found.at(-1)).toMatchObject({
    answer: 24,
    next: 25,
    confirmed: true,
    stoppedBy: 'files',
    atLeast: false,
  });
  expect(found.at(-2)?.confirmed).toBe(false);
});

test('where the clients’ ports give out the answer is a lower bound', async () => {
  const { found, trials } = search(
    refusing('limit-ports', ({ parameters }) => parameters.clients !== 24),
    {
      from: 24,
      least: 24,
      most: 25,
    },
  );
  await trials;
  expect(found.at(-1)).toMatchObject({ answer: 24, next: 25, stoppedBy: 'ports', atLeast: true });
});

test('a search by rate asks for other rates, in three digits, and for the same clients', async () => {
  const asked: TrialPlan['parameters'][] = [];
  const engine = refusing('limit-ports', ({ parameters }) => asked.push(parameters) > 0);
  await expect(search(engine, { by: 'rate', from: 1.3, least: 0.9, most: 2 }).trials).rejects.toThrow();
  expect(asked[0]).toEqual({ clients: 1, rate: 1.28, payloadBytes: 1 });
  expect(asked.at(-1)).toEqual({ clients: 1, rate: 0.907, payloadBytes: 1 });
});

test('a probe that outlasts the search is given up: it says nothing, and leaves no process', async () => {
  const before = await descendantsOf(process.pid);
  const { found, trials } = search(native, { searchTimeMs: 600 });
  expect(await trials).toBe(0);
  expect(found.at(-1)).toMatchObject({ answer: null, next: null, confirmed: false, probes: [] });
  // Clients that were still starting are ended as soon as they stand.
  await vi.waitFor(async () => expect(await descendantsOf(process.pid)).toEqual(before), 5_000);
});

test('no probe is begun that would not end in time, going by the slowest before it', async () => {
  const slow: Engine = {
    id: 'slow',
    open: async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      throw new LabError('limit-ports', { expected: 'fewer', got: 'more' });
    },
  };
  const { shown, trials } = search(slow, { searchTimeMs: 1_500 });
  await trials.catch(() => {});
  expect(shown.map(({ number }) => number)).not.toContain(2);
});

test('a search that is aborted begins no other probe', async () => {
  const { found, trials } = search(native, {}, AbortSignal.abort());
  expect(await trials).toBe(0);
  expect(found.at(-1)?.probes).toEqual([]);
});

test('a probe that broke the objective with idle cores is repeated before another load is tried', async () => {
  const controller = new AbortController();
  const slo = parseSlo('p50<1us');
  const { shown, trials } = search(native, { slo, from: 25, least: 24, most: 25 }, controller.signal);
  while (shown.every(({ number }) => number < 2)) await new Promise((resolve) => setTimeout(resolve, 20));
  controller.abort();
  await trials;
  expect(shown.at(-1)).toMatchObject({ number: 2, load: 25, why: 'confirm' });
});
