import { expect, test } from 'vitest';
import { needRedis } from '../lab/redis-server.ts';
import { openLoadSession } from './engines/native/load-session.ts';
import type { FaultParameters } from './fault.ts';
import { findFault, readFaultParameters } from './fault-parts.ts';
import { loadMeters } from './load-parts.ts';
import type { Trial } from './results/schema.ts';
import { runTrial } from './trial.ts';
import type { TrialPlan } from './trial-plan.ts';

const plan: TrialPlan = {
  scenario: 'notifications',
  parameters: { clients: 40, rate: 4, payloadBytes: 50 },
  transport: 'sse',
  http: '1.1',
  tls: true,
  seed: 'fleet',
  warmUpUs: 250_000,
  durationUs: 1_000_000,
  tabsPerBrowser: 2,
  keepAlive: true,
  pollIntervalMs: 200,
  longPollTimeoutMs: 25_000,
  heartbeatMs: 15_000,
  source: 'in-process',
  servers: 2,
};

const program = { file: new URL('./engines/native/load-process.ts', import.meta.url) };

async function run(change: Partial<TrialPlan> = {}): Promise<Trial> {
  const { trial } = await runTrial(
    { ...plan, ...change },
    {
      index: 0,
      engine: { id: 'native', open: (own) => openLoadSession(own, program, 1) },
      meters: await loadMeters(),
      signal: new AbortController().signal,
      onPhase: () => {},
    },
  );
  return trial;
}

test.each([
  ['sse', '2'],
  ['polling', '2'],
  ['long-polling', '2'],
  ['websocket', '1.1'],
] as const)(
  'two servers on one port carry %s over HTTP/%s, and channels with one subscriber each need no shared log',
  async (transport, http) => {
    const { deliveries, fleet, servers, connections } = await run({ transport, http });
    expect(deliveries).toMatchObject({ lost: 0, duplicated: 0, reordered: 0, unexpected: 0 });
    expect(deliveries.received).toBeGreaterThan(80);
    expect(fleet).toMatchObject({ servers: 2, unshared: false });
    // 20 browsers: that the system sends them all to one has a chance of one in half a million.
    expect(servers?.every(({ bytesToClients }) => bytesToClients > 0)).toBe(true);
    expect(connections.tcpOpened).toBeGreaterThanOrEqual(20);
  },
);

test('without a shared log an event reaches only the subscribers of the server that published it', async () => {
  const parameters = { clients: 40, rate: 20, payloadBytes: 50 };
  const { deliveries, fleet } = await run({ scenario: 'live-feed', parameters });
  expect(fleet?.unshared).toBe(true);
  expect(deliveries).toMatchObject({ duplicated: 0, reordered: 0, unexpected: 0 });
  expect(deliveries.lost).toBeGreaterThan(0);
  expect(deliveries.received).toBeGreaterThan(0);
});

const feed = { scenario: 'live-feed', parameters: { clients: 30, rate: 40, payloadBytes: 50 } };

/** A trial that the fault strikes, with what is measured after it. */
async function strike(id: string, overrides: FaultParameters, change: Partial<TrialPlan>): Promise<Trial> {
  const fault = await findFault(id);
  const parameters = readFaultParameters(fault, overrides);
  const { lengthUs, recoverUs } = fault.timing(parameters);
  const fromUs = plan.warmUpUs + plan.durationUs;
  const durationUs = plan.durationUs + lengthUs + recoverUs;
  return run({ durationUs, fault: { id, parameters, fromUs, lengthUs, recoverUs }, retryMs: 100, ...change });
}

const whole = { lost: 0, duplicated: 0, reordered: 0, unexpected: 0 };

test.for([
  ['sse', '1.1'],
  ['polling', '1.1'],
  ['long-polling', '1.1'],
  ['websocket', '2'],
] as const)(
  'of two servers with one log the one that publishes is killed: %s over HTTP/%s goes on at the other, and nothing is lost or repeated',
  async ([transport, http], test) => {
    needRedis(test);
    const overrides = { awaySeconds: 1, recoverSeconds: 1.5 };
    const change = { transport, http, log: 'redis', tls: false, ...feed };
    const { deliveries, reconnection, fleet } = await strike('server-kill', overrides, change);
    expect(fleet?.unshared).toBe(false);
    expect(deliveries).toMatchObject(whole);
    expect(reconnection).toMatchObject({ neverReturned: 0, gaveUp: 0, gaps: {} });
    expect(reconnection?.faults.map(({ kind }) => kind)).toEqual(['kill', 'back']);
  },
);

test('what clients publish at one server reaches those of the other through the log', async (test) => {
  needRedis(test);
  const parameters = { clients: 24, rooms: 4, rate: 10, commandRate: 0, trackSeconds: 240 };
  const { deliveries, log } = await run({
    scenario: 'music-room',
    parameters,
    transport: 'websocket',
    log: 'redis',
  });
  expect(deliveries).toMatchObject(whole);
  expect(log?.events).toBeGreaterThan(20);
  expect(log?.tripMeanUs).toBeGreaterThan(0);
  expect(log?.bytesInPerEvent).toBeGreaterThan(100);
});

test('Redis is stopped and started again: the servers say so, streams stay, and nothing is lost', async (test) => {
  needRedis(test);
  const overrides = { awaySeconds: 2, recoverSeconds: 2 };
  const { deliveries, reconnection, log } = await strike('log-away', overrides, { log: 'redis', ...feed });
  expect(deliveries).toMatchObject(whole);
  expect(reconnection).toMatchObject({ affected: 0, gaps: {} });
  expect(reconnection?.faults.map(({ kind }) => kind)).toEqual(['log-stop', 'log-back']);
  expect(log?.awayUs).toBeGreaterThan(1e6);
  expect(log?.waitingMost).toBeGreaterThan(20);
  expect(log?.malformed).toBe(0);
});

test('a trial whose Redis is not there ends with that one reason', async () => {
  await expect(run({ log: 'redis://me:secret@127.0.0.1:1' })).rejects.toMatchObject({
    code: 'log-unreachable',
    message: expect.not.stringContaining('secret'),
  });
});

test('of two servers one is killed, and its clients alone have to come back', async () => {
  const overrides = { awaySeconds: 3, recoverSeconds: 1 };
  const { reconnection } = await strike('server-kill', overrides, { transport: 'websocket' });
  expect(reconnection).toMatchObject({ neverReturned: 0 });
  expect(reconnection?.faults.map(({ kind }) => kind)).toEqual(['kill', 'back']);
  expect(reconnection?.affected).toBeGreaterThan(0);
  expect(reconnection?.affected).toBeLessThan(40);
  // They found the other server long before the killed one was replaced, which a backoff does not wait for.
  expect(reconnection?.downtimeUs?.p50).toBeLessThan(2_500_000);
});
