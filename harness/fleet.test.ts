import { expect, test } from 'vitest';
import { openLoadSession } from './engines/native/load-session.ts';
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

test('of two servers one is killed, and its clients alone have to come back', async () => {
  const fault = await findFault('server-kill');
  const parameters = readFaultParameters(fault, { awaySeconds: 0.8, recoverSeconds: 1.5, servers: 1 });
  const { lengthUs, recoverUs } = fault.timing(parameters);
  const fromUs = plan.warmUpUs + plan.durationUs;
  const { reconnection } = await run({
    transport: 'websocket',
    durationUs: plan.durationUs + lengthUs + recoverUs,
    fault: { id: 'server-kill', parameters, fromUs, lengthUs, recoverUs },
  });
  expect(reconnection).toMatchObject({ neverReturned: 0 });
  expect(reconnection?.faults.map(({ kind }) => kind)).toEqual(['kill', 'back']);
  expect(reconnection?.affected).toBeGreaterThan(0);
  expect(reconnection?.affected).toBeLessThan(40);
  // They found the other server long before the killed one was replaced, which a backoff does not wait for.
  expect(reconnection?.downtimeUs?.p50).toBeLessThan(800_000);
});
