import { expect, test } from 'vitest';
import { loadProcessesFor } from './limits.ts';
import type { TrialPlan } from './trial-plan.ts';

const plan = (clients: number, change: Partial<TrialPlan> = {}): TrialPlan =>
  ({
    scenario: 'live-feed',
    parameters: { clients, rate: 1, payloadBytes: 1 },
    transport: 'sse',
    http: '2',
    tabsPerBrowser: 100,
    durationUs: 1e6,
    warmUpUs: 0,
    ...change,
  }) as TrialPlan;

test('one load process plays a small audience, more play a large one where there are cores', async () => {
  expect(await loadProcessesFor(plan(200), 7)).toBe(1);
  expect(await loadProcessesFor(plan(12_000), 7)).toBe(3);
  expect(await loadProcessesFor(plan(12_000), 2)).toBe(2);
  expect(await loadProcessesFor(plan(12_000), 1)).toBe(1);
});

test('more connections than the system has files or ports for are refused, and it is said how many', async () => {
  const many = plan(900_000, { http: '1.1' });
  await expect(loadProcessesFor(many, 1)).rejects.toThrow(/900000 connections for 900000 subscribers of sse/);
});
