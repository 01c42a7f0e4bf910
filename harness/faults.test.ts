import { expect, test } from 'vitest';
import { needRedis } from '../lab/redis-server.ts';
import { openLoadSession } from './engines/native/load-session.ts';
import type { FaultParameters } from './fault.ts';
import { findFault, loadFaults, readFaultParameters } from './fault-parts.ts';
import { loadMeters } from './load-parts.ts';
import type { Reconnection } from './results/reconnection-schema.ts';
import type { Trial } from './results/schema.ts';
import { runTrial } from './trial.ts';
import type { TrialPlan } from './trial-plan.ts';

const EVENTS_PER_SECOND = 40;

const calm: TrialPlan = {
  scenario: 'live-feed',
  parameters: { clients: 12, rate: EVENTS_PER_SECOND, payloadBytes: 60 },
  transport: 'sse',
  http: '1.1',
  tls: false,
  seed: 'faults',
  warmUpUs: 100_000,
  durationUs: 400_000,
  tabsPerBrowser: 4,
  keepAlive: true,
  pollIntervalMs: 100,
  longPollTimeoutMs: 25_000,
  heartbeatMs: 400,
  source: 'in-process',
  retryMs: 100,
};

const program = { file: new URL('./engines/native/load-process.ts', import.meta.url) };
const meters = await loadMeters();

/** Lets so many trials start as one, so that none is disturbed by the starting of another. */
function together(count: number): () => Promise<void> {
  const all = Promise.withResolvers<void>();
  let waiting = 0;
  return () => {
    if (++waiting === count) all.resolve();
    return all.promise;
  };
}

/** A short trial that the fault strikes. */
async function strike(
  id: string,
  overrides: FaultParameters,
  change: Partial<TrialPlan> = {},
  connected?: () => Promise<void>,
): Promise<Trial & { reconnection: Reconnection }> {
  const fault = await findFault(id);
  const parameters = readFaultParameters(fault, overrides);
  const { lengthUs, recoverUs } = fault.timing(parameters);
  const fromUs = calm.warmUpUs + calm.durationUs;
  const planned = { id, parameters, fromUs, lengthUs, recoverUs };
  const { trial } = await runTrial(
    { ...calm, durationUs: calm.durationUs + lengthUs + recoverUs, fault: planned, ...change },
    {
      index: 0,
      engine: { id: 'native', open: (own) => openLoadSession(own, program, 1) },
      meters,
      signal: new AbortController().signal,
      onPhase: () => {},
      ...(connected && { connected }),
    },
  );
  if (trial.reconnection === undefined) throw new Error('a trial with a fault has no section reconnection');
  return { ...trial, reconnection: trial.reconnection };
}

type Struck = Trial & { reconnection: Reconnection };

const nothingLeft = { subscribers: 0, timers: 0, sockets: 0, resources: 0 };

/**
 * What every fault must leave: every delivery explained, everybody back, and nothing on the server. Where
 * streams are ended all through the trial, some are just between two of them at its end.
 */
function expectWell({ deliveries, reconnection }: Struck, goesOn = false): void {
  expect(reconnection.leaked).toEqual(nothingLeft);
  expect(deliveries).toMatchObject({ lost: 0, duplicated: 0, reordered: 0, unexpected: 0 });
  expect(reconnection).toMatchObject({ gaveUp: 0, gaps: {} });
  if (!goesOn) expect(reconnection.neverReturned).toBe(0);
}

const short = { recoverSeconds: 1.5 };

/**
 * For clients that back off while a server starts again, which takes a busy machine seconds: one that failed four
 * times waits up to 8 s.
 */
const afterBackoff = { recoverSeconds: 6 };

/** Each fault, made short; none of them may be forgotten. */
const SHORT: Readonly<Record<string, readonly [FaultParameters, Partial<TrialPlan>]>> = {
  blackhole: [{ seconds: 1, ...short }, { transport: 'websocket' }],
  drain: [
    { awaySeconds: 0.8, ...afterBackoff },
    { transport: 'long-polling', http: '2' },
  ],
  'emitter-timeout': [{ limitSeconds: 0.5, seconds: 1, ...short }, {}],
  flap: [
    { everySeconds: 1, awaySeconds: 0.2, seconds: 1.5, ...short },
    { transport: 'websocket', http: '2' },
  ],
  'gateway-error': [{ awaySeconds: 1, ...afterBackoff }, { reopen: true }],
  'idle-cut': [
    { idleSeconds: 0.4, seconds: 1.5, ...short },
    { parameters: { clients: 12, rate: 1, payloadBytes: 60 }, heartbeatMs: 5_000 },
  ],
  'log-away': [
    { awaySeconds: 1.5, ...short },
    { transport: 'websocket', servers: 2, log: 'redis' },
  ],
  none: [{ seconds: 0.5 }, { transport: 'polling' }],
  reset: [short, { http: '2' }],
  'server-kill': [{ awaySeconds: 0.8, ...short }, { tls: true }],
  'slow-consumer': [
    { share: 0.3, seconds: 2.5, ...short },
    { parameters: { clients: 12, rate: 100, payloadBytes: 60_000 }, logEvents: 10_000 },
  ],
  'slow-link': [
    { profile: 'wifi', seconds: 1, ...short },
    { transport: 'polling', http: '2' },
  ],
};

test('every fault is struck here', async () => {
  expect(Object.keys(SHORT)).toEqual([...(await loadFaults()).keys()]);
});

test.for(Object.keys(SHORT))(
  '%s: nothing is lost or repeated, all come back, nothing is left on the server',
  async (id, test) => {
    const [parameters, change] = SHORT[id] ?? [{}, {}];
    if (change.log !== undefined) needRedis(test);
    const struck = await strike(id, parameters, change);
    expectWell(struck, id === 'emitter-timeout');
    const cuts = !['none', 'log-away', 'slow-link', 'blackhole'].includes(id);
    if (cuts) expect(struck.reconnection.affected).toBeGreaterThan(0);
  },
);

test('an EventSource gives up at a 502, and what it would have heard is lost for good', async () => {
  const { reconnection, deliveries } = await strike('gateway-error', { awaySeconds: 1, recoverSeconds: 1 });
  expect(reconnection).toMatchObject({ gaveUp: 12, neverReturned: 12 });
  expect(deliveries.lost).toBeGreaterThan(0);
  expect(reconnection.loss).toMatchObject({ lostForGood: deliveries.lost, unexplained: 0 });
});

test('without ids, what is lost is what was published in the offline windows, but for what was on its way', async () => {
  const { reconnection, deliveries, source } = await strike('reset', short, { resume: false, retryMs: 500 });
  const { dueOffline, lostOffline, lostInFlight } = reconnection.loss;
  expect(deliveries.lost).toBeGreaterThan(50);
  expect(lostOffline + lostInFlight).toBe(deliveries.lost);
  // One event of each subscriber may be published while it joins, and what a busy machine published late, after it joined.
  const late = Math.ceil((source.lagMaxUs / 1e6) * EVENTS_PER_SECOND);
  expect(Math.abs(dueOffline - lostOffline)).toBeLessThanOrEqual(12 * (1 + late));
});

test('a server that starts with an empty log tells everybody of a gap', async () => {
  const { reconnection } = await strike('server-kill', { awaySeconds: 0.8, ...short }, { coldLog: true });
  expect(reconnection.gaps).toEqual({ 'new-epoch': 12 });
  expect(reconnection.loss).toMatchObject({ unexplained: 0 });
  expect(reconnection.loss.lostAnnounced).toBeGreaterThan(0);
});

test('what clients publish while their server is gone is lost upstream, and nothing else is', async () => {
  const { reconnection, deliveries } = await strike(
    'server-kill',
    { awaySeconds: 0.8, ...short },
    {
      scenario: 'music-room',
      parameters: { clients: 10, rooms: 2, rate: 10, commandRate: 0, trackSeconds: 240 },
    },
  );
  expect(deliveries).toMatchObject({ duplicated: 0, reordered: 0, unexpected: 0 });
  expect(deliveries.lost).toBeGreaterThan(50);
  expect(reconnection.loss).toMatchObject({ lostUpstream: deliveries.lost, unexplained: 0 });
  expect(reconnection.gaps).toEqual({ 'new-epoch': 12 });
});

test('equal windows keep every transport away for as long', async () => {
  for (const transport of ['sse', 'websocket']) {
    const { reconnection } = await strike('reset', short, { transport, reconnectDelayMs: 600 });
    expect(reconnection.mode).toBe('equal-windows');
    expect(reconnection.downtimeUs?.p50).toBeGreaterThanOrEqual(599_000);
    // One probe more, with room for a busy machine.
    expect(reconnection.downtimeUs?.p50).toBeLessThan(900_000);
  }
});

// A core that others keep busy for a quarter of a second makes two heartbeats longer than they are.
test.each(['1.1', '2'] as const)(
  'in a black hole, over HTTP/%s, a WebSocket server and clients with a watchdog notice, nobody else',
  { retry: 1, timeout: 40_000 },
  async (http) => {
    const heartbeatMs = 2_000;
    const start = together(4);
    const [sse, webSocket, ...watched] = await Promise.all(
      [
        { transport: 'sse' },
        { transport: 'websocket' },
        { transport: 'sse', watchdog: true },
        { transport: 'websocket', watchdog: true },
      ].map(async (change) => {
        const parameters = { seconds: 4.2, ...short };
        return (await strike('blackhole', parameters, { ...change, http, heartbeatMs }, start)).reconnection;
      }),
    );
    expect(sse).toMatchObject({ noticed: [], unnoticed: { clients: 12, server: 12 } });
    const server = webSocket?.noticed.find(({ who }) => who === 'server');
    expect(server).toMatchObject({ by: 'missing pong', count: 12 });
    expect(server?.maxUs).toBeLessThan(2 * heartbeatMs * 1e3);
    expect(webSocket?.unnoticed).toEqual({ clients: 12, server: 0 });
    for (const { noticed, unnoticed } of watched) {
      const client = noticed.find(({ who }) => who === 'client');
      expect(client).toMatchObject({ by: 'silent', count: 12 });
      expect(client?.maxUs).toBeLessThan(2 * heartbeatMs * 1e3);
      expect(unnoticed?.clients).toBe(0);
    }
  },
);

test('one seed cuts the same browsers at the same offsets, another seed does not', async () => {
  const parameters = { everySeconds: 1, awaySeconds: 0.1, seconds: 1.5, recoverSeconds: 0.5 };
  const cuts = async (seed: string) =>
    (await strike('flap', parameters, { seed })).reconnection.faults.map(({ browser, atUs }) => ({
      browser,
      atUs,
    }));
  const [first, second, other] = [await cuts('one'), await cuts('one'), await cuts('another')];
  expect(first.length).toBeGreaterThanOrEqual(3);
  expect(second.map(({ browser }) => browser)).toEqual(first.map(({ browser }) => browser));
  // When it was done, by the link's own clock: a timer on a busy machine is late by some milliseconds.
  for (const [index, { atUs }] of first.entries())
    expect(Math.abs((second[index]?.atUs ?? 0) - atUs)).toBeLessThan(50_000);
  const apart = other.map(({ atUs }, index) => Math.abs(atUs - (first[index]?.atUs ?? 0)));
  expect(Math.max(...apart)).toBeGreaterThan(50_000);
});
