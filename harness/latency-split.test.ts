import { describe, expect, test } from 'vitest';
import { HTTP_VERSIONS, type HttpVersion } from '../transports/transport.ts';
import { openLoadSession } from './engines/native/load-session.ts';
import type { Program } from './lab-process.ts';
import { loadMeters } from './load-parts.ts';
import { decodeHistogram } from './results/latency-histogram.ts';
import type { LatencyParts, LatencySplit } from './results/latency-split-schema.ts';
import type { Trial } from './results/schema.ts';
import { runTrial } from './trial.ts';
import type { TrialPlan } from './trial-plan.ts';

const plan: TrialPlan = {
  scenario: 'live-feed',
  parameters: { clients: 40, rate: 60, payloadBytes: 50 },
  transport: 'sse',
  http: '1.1',
  tls: true,
  seed: 'split',
  warmUpUs: 200_000,
  durationUs: 1_000_000,
  tabsPerBrowser: 4,
  keepAlive: true,
  pollIntervalMs: 200,
  longPollTimeoutMs: 25_000,
  heartbeatMs: 15_000,
  source: 'in-process',
};

const realLoad: Program = { file: new URL('./engines/native/load-process.ts', import.meta.url) };

interface Programs {
  readonly server?: Program;
  readonly load?: Program;
}

async function splitOf(
  change: Partial<TrialPlan>,
  { server, load = realLoad }: Programs = {},
): Promise<{ readonly trial: Trial; readonly split: LatencySplit }> {
  const { trial } = await runTrial(
    { ...plan, ...change },
    {
      index: 0,
      engine: { id: 'native', open: (own) => openLoadSession(own, load, 1) },
      ...(server && { server }),
      meters: await loadMeters(),
      signal: new AbortController().signal,
      onPhase: () => {},
    },
  );
  if (trial.latencySplit === undefined) throw new Error('no split');
  return { trial, split: trial.latencySplit };
}

const sumOf = (parts: Partial<LatencyParts>): number =>
  Object.values(parts).reduce((sum, part) => sum + part, 0);

type Case = readonly [transport: string, http: HttpVersion | null];

const CASES: readonly Case[] = [
  ...['polling', 'long-polling', 'sse', 'websocket'].flatMap((transport) =>
    HTTP_VERSIONS.map((http): Case => [transport, http]),
  ),
  ['raw-tcp', null],
];

describe.each(CASES)('%s over %s', (transport, http) => {
  test('its parts sum to the mean end-to-end latency of the trial, and each is there', async () => {
    const { trial, split } = await splitOf({ transport, http });
    const { all, slowest } = split;
    expect(all.deliveries).toBe(trial.deliveries.received);
    expect(sumOf(all.partsUs)).toBeCloseTo(all.meanUs, 3);
    // Another meter counted the same deliveries, in a histogram of three digits.
    const { mean } = decodeHistogram(trial.latencyUs.endToEnd.histogram as string);
    expect(Math.abs(all.meanUs / mean - 1)).toBeLessThan(0.001);

    const { source, poll, server, wire, unsplit, replay } = all.partsUs;
    expect([unsplit, replay]).toEqual([0, 0]);
    for (const part of [source, server, wire]) expect(part).toBeGreaterThan(0);
    if (transport === 'polling') expect(poll).toBeGreaterThan(plan.pollIntervalMs * 200);
    else if (transport !== 'long-polling') expect(poll).toBe(0);

    if (slowest === null) throw new Error(`${all.deliveries} deliveries are too few`);
    expect(slowest.deliveries).toBe(Math.floor(all.deliveries / 100));
    expect(sumOf(slowest.partsUs)).toBeCloseTo(slowest.meanUs, 3);
    expect(slowest.fromUs).toBeGreaterThanOrEqual(trial.latencyUs.endToEnd.p99 * 0.998);
  });
});

/** Long enough to stand out on a machine that is busy with other tests. */
const DELAY_MS = 120;
const lateServer = (part: string): Programs => ({
  server: {
    file: new URL('./planted-delay/server-process.ts', import.meta.url),
    words: [part, String(DELAY_MS)],
  },
});
const lateLoad: Programs = {
  load: { file: new URL('./planted-delay/load-process.ts', import.meta.url), words: [String(DELAY_MS)] },
};

describe.each([
  ['source', lateServer('source')],
  ['server', lateServer('server')],
  ['wire', lateLoad],
] as const)('a delay that is planted in %s', (planted, programs) => {
  test.each([
    ['polling', '1.1'],
    ['sse', '2'],
    ['websocket', '1.1'],
    // A busy machine delays every part once; a part that is wrong is so each time.
  ] as const)('shows there and in no other part over %s %s', { retry: 2 }, async (transport, http) => {
    // Few subscribers and few events, so that nothing queues behind what is late.
    const parameters = { clients: 1, rate: 3, payloadBytes: 50 };
    const { split } = await splitOf({ transport, http, parameters }, programs);
    const { poll: _its, ...parts } = split.all.partsUs;
    expect(parts[planted]).toBeGreaterThan(DELAY_MS * 1e3);
    for (const [part, us] of Object.entries(parts)) {
      if (part !== planted) expect(us, part).toBeLessThan(DELAY_MS * 500);
    }
  });
});
