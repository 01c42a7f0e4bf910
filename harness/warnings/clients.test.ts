import { expect, test } from 'vitest';
import { clientFailure, protocol, starvedTabs } from './clients.ts';
import { findIn, having, inAll, testCases } from './test-evidence.ts';

const speaking = (...protocols: string[]) => having({ connections: { protocols } });

testCases(
  [protocol, clientFailure, starvedTabs],
  [
    [
      'protocol',
      'when some clients speak another protocol',
      { trials: [speaking('h2', 'http/1.1')] },
      { plan: { http: null }, trials: inAll(speaking()) },
    ],
    ['protocol', 'when all do', { trials: inAll(speaking('http/1.1')) }, {}],
    ['protocol', 'when no client speaks any', { trials: inAll(speaking()) }, {}],
    [
      'protocol',
      'when HTTP/2 comes in place of HTTP/1.1',
      { plan: { http: '1.1' } },
      { plan: { http: '1.1' }, trials: inAll(speaking('http/1.1')) },
    ],
    ['client-failure', 'of a connection that went down', { failures: { 'down, reset: gone': 1 } }, {}],
    [
      'starved-tabs',
      'of tabs without a connection',
      { trials: [having({ deliveries: { starved: 2, missedByStarved: 6 } })] },
      {},
    ],
  ],
);

test('the protocol that was asked for is told, and what was spoken', () => {
  const [told] = findIn({ trials: [speaking('http/1.1')] });
  expect(told?.seen.en).toBe('The clients asked for h2 and spoke http/1.1, h2.');
});

test('of many failures the three most frequent are told, with how often', () => {
  const [told] = findIn({ failures: { a: 2, b: 9, c: 1, d: 5 } });
  expect(told?.seen.en).toBe('Clients reported failures: 9 × b; 5 × d; 2 × a; …');
});

test('starved tabs are counted over the trials, with what they missed', () => {
  const starving = having({ deliveries: { starved: 2, missedByStarved: 6 } });
  expect(findIn({ trials: inAll(starving) })[0]?.seen.en).toMatch(/connection: 6, which missed 18 /);
});
