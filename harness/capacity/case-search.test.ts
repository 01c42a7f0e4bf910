import { expect, test } from 'vitest';
import { LabError } from '../../lab/errors.ts';
import type { Engine } from '../engine.ts';
import type { CapacityCase } from '../results/capacity-schema.ts';
import { CaseSearch } from './case-search.ts';
import { parseSlo } from './slo.ts';

const benchCase = {
  id: 'live-feed sse http/2',
  trial: {
    scenario: 'live-feed',
    parameters: { clients: 1, rate: 10, payloadBytes: 1 },
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

const refuse = (code: string): Engine => ({
  id: 'refuses',
  open: async () => {
    throw new LabError(code, { expected: 'fewer', got: 'more' });
  },
});

const search = (engine: Engine, found: CapacityCase[]): CaseSearch =>
  new CaseSearch(
    benchCase,
    { plan: benchCase.trial, pushes: true, memoryBytes: 8e9 },
    {
      engine,
      meters: new Map(),
      signal: new AbortController().signal,
      capacity: {
        by: 'clients',
        slo: parseSlo('p99<250ms'),
        from: 50,
        least: 10,
        most: 100,
        searchTimeMs: 60_000,
      },
      onProbe: () => {},
      save: async (one) => {
        found.push(one);
      },
    },
  );

test('a search of which not one probe can be run rejects with what stood in the way', async () => {
  const found: CapacityCase[] = [];
  await expect(search(refuse('limit-open-files'), found).run()).rejects.toThrow(
    /Expected fewer, but got more/,
  );
  // What it saw until then: the limit is named, and no load is said to be carried.
  expect(found.at(-1)).toMatchObject({ answer: null, next: 10, stoppedBy: 'files', atLeast: false });
});
