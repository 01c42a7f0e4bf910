import { expect, test } from 'vitest';
import { findFault, loadFaults, readFaultParameters } from './fault-parts.ts';
import { planFault } from './fault-plan.ts';
import type { TrialPlan } from './trial-plan.ts';

const faults = [...(await loadFaults()).keys()];

async function planOf(id: string, seed: string, change: Partial<TrialPlan> = {}) {
  const fault = await findFault(id);
  const parameters = readFaultParameters(fault, {});
  const plan: TrialPlan = {
    scenario: 'live-feed',
    parameters: { clients: 100, rate: 10, payloadBytes: 50 },
    transport: 'sse',
    http: '1.1',
    tls: false,
    seed,
    warmUpUs: 1e6,
    durationUs: 60e6,
    tabsPerBrowser: 4,
    keepAlive: true,
    pollIntervalMs: 500,
    longPollTimeoutMs: 25_000,
    heartbeatMs: 15_000,
    source: 'in-process',
    fault: { id, parameters, fromUs: 5e6, ...fault.timing(parameters) },
    ...change,
  };
  return planFault(plan);
}

test.each(faults)('%s: two trials with one seed do the same to the same at the same offsets', async (id) => {
  expect(await planOf(id, 'one')).toEqual(await planOf(id, 'one'));
});

test.each(['flap', 'slow-consumer'])('%s: another seed strikes others', async (id) => {
  expect(await planOf(id, 'one')).not.toEqual(await planOf(id, 'another'));
});

test('flap cuts every browser, each at times of its own, about every 15 s', async () => {
  const steps = (await planOf('flap', 'one'))?.steps ?? [];
  const cuts = steps.flatMap((step) =>
    step.on === 'link' && step.operation.kind === 'cut'
      ? [{ atUs: step.atUs, browser: step.operation.browsers?.[0] }]
      : [],
  );
  const byBrowser = Map.groupBy(cuts, ({ browser }) => browser);
  expect(byBrowser.size).toBe(25);
  expect(new Set(cuts.map(({ atUs }) => atUs)).size).toBe(cuts.length);
  for (const own of byBrowser.values()) {
    for (const [index, { atUs }] of own.entries()) {
      const before = own[index - 1];
      if (before === undefined) continue;
      expect(atUs - before.atUs).toBeGreaterThanOrEqual(12e6);
      expect(atUs - before.atUs).toBeLessThanOrEqual(18e6);
    }
  }
});

test('whole browsers stop reading, as many as the share needs, also where the last one is smaller', async () => {
  const slowOf = async (clients: number, share: number): Promise<readonly number[]> => {
    const fault = {
      id: 'slow-consumer',
      parameters: { share, seconds: 5 },
      fromUs: 0,
      lengthUs: 5e6,
      recoverUs: 0,
    };
    const parameters = { clients, rate: 10, payloadBytes: 50 };
    const [step] = (await planOf('slow-consumer', 'one', { parameters, fault }))?.steps ?? [];
    return step?.on === 'tabs' ? step.tabs : [];
  };
  const slow = await slowOf(9, 0.6);
  const browsers = Map.groupBy(slow, (tab) => Math.floor(tab / 4));
  for (const [browser, own] of browsers) expect(own).toHaveLength(browser === 2 ? 1 : 4);
  expect(slow.length).toBeGreaterThanOrEqual(6);
  expect(await slowOf(9, 0)).toEqual([]);
});

test('equal windows refuse whom a cut struck, and everybody whose server is away', async () => {
  const cut = await planOf('reset', 'one', { reconnectDelayMs: 700 });
  expect(cut?.steps).toMatchObject([{ operation: { kind: 'cut', refuseForUs: 700_000 } }]);
  const killed = await planOf('server-kill', 'one', { reconnectDelayMs: 5_000 });
  expect(killed?.linked).toBe(true);
  expect(killed?.steps).toMatchObject([
    { on: 'server', how: 'kill' },
    { on: 'link', operation: { kind: 'refuse', forUs: 5e6 } },
  ]);
});

test('an unknown fault and an unknown parameter are refused with what there is', async () => {
  await expect(findFault('earthquake')).rejects.toThrow(/a fault: .*server-kill/);
  const reset = await findFault('reset');
  expect(() => readFaultParameters(reset, { awaySeconds: 2 })).toThrow(/recoverSeconds \(8 unless told\)/);
  expect(() => readFaultParameters(reset, { recoverSeconds: -1 })).toThrow(/above 0/);
});
