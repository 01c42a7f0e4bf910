import { expect, test } from 'vitest';
import type { TwoServers } from '../experiments/two-servers.ts';
import claim from './31-several-servers.ts';

type Case = TwoServers['cases'][number];

const judge = (received: Readonly<Record<Case['transport'], Readonly<Record<Case['log'], number>>>>) => {
  const cases = (['sse', 'polling'] as const).flatMap((transport) =>
    (['of each server', 'shared'] as const).map((log) => ({
      transport,
      log,
      expected: 600,
      received: received[transport][log],
      again: 0,
      gaps: 0,
      delayP50Ms: 1,
    })),
  );
  return claim.judge({ clients: 20, servers: 2, events: 30, pollIntervalMs: 100, cases }).verdict;
};

test('polling is whole in both cases only where it is with a shared log, too', () => {
  const sse = { 'of each server': 300, shared: 600 };
  expect(judge({ sse, polling: { 'of each server': 600, shared: 600 } })).toBe('holds');
  expect(judge({ sse, polling: { 'of each server': 600, shared: 590 } })).toBe('does-not-hold');
  expect(judge({ sse, polling: { 'of each server': 590, shared: 600 } })).toBe('holds-with-limits');
});
