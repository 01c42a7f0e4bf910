import { expect, test, vi } from 'vitest';
import { loadTransports } from '../../transports/registry.ts';
import { loadOf, type TrialPlan } from '../trial-plan.ts';
import { fleetAxis, needOwnRedis } from './fleet-options.ts';

const transports = [...(await loadTransports()).values()];
const axisOf = (servers: number[], log: string[]) => fleetAxis({ servers, log }, transports);

test('each number of servers is taken with each log, and one server with its own is as usual', () => {
  expect(axisOf([1, 2], ['memory', 'redis']).map(({ name, policy }) => [name, policy])).toEqual([
    ['', {}],
    ['log=redis', { log: 'redis' }],
    ['servers=2', { servers: 2 }],
    ['servers=2 log=redis', { servers: 2, log: 'redis' }],
  ]);
});

test('who has no redis-server is told how to get one before the run begins, and only where it is asked for', () => {
  vi.stubEnv('PATH', '/nowhere');
  try {
    expect(() => needOwnRedis({ servers: [1], log: ['memory', 'redis'] })).toThrow(
      /redis-server .*apt-get install/,
    );
    expect(() => needOwnRedis({ servers: [2], log: ['redis://127.0.0.1:6379'] })).not.toThrow();
  } finally {
    vi.unstubAllEnvs();
  }
});

test('polls over HTTP/1.1 cannot be spread over servers that know nothing of each other, and nothing else is refused', () => {
  const [apart, together] = axisOf([2], ['memory', 'redis']);
  expect(apart?.cannot?.('polling', '1.1')?.en).toContain('--log redis');
  expect(apart?.cannot?.('long-polling', '1.1')).toBeDefined();
  expect(apart?.cannot?.('polling', '2')).toBeUndefined();
  expect(apart?.cannot?.('sse', '1.1')).toBeUndefined();
  expect(together?.cannot?.('polling', '1.1')).toBeUndefined();
});

test('a password of Redis gets to the servers, and into no name and no result', () => {
  const url = 'redis://me:pass@word@127.0.0.1:6379/1';
  const [variant] = axisOf([1], [url]);
  expect(variant?.policy.log).toBe(url);
  expect(variant?.name).toBe('log=redis://127.0.0.1:6379/1');
  const plan = { parameters: { clients: 1 }, ...variant?.policy } as TrialPlan;
  expect(loadOf(plan).log).toBe('redis://127.0.0.1:6379/1');
});
