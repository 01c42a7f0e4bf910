import { expect, test } from 'vitest';
import { accounting, nothingExpected } from './deliveries.ts';
import { codesIn, findIn, having, inAll, testCases } from './test-evidence.ts';

testCases(
  [nothingExpected, accounting],
  [
    [
      'nothing-expected',
      'when no trial has an event to measure',
      { trials: inAll(having({ deliveries: { expected: 0, received: 0 } })) },
      { trials: [having({ deliveries: { expected: 0, received: 0 } })] },
    ],
    ['accounting', 'of a lost delivery', { trials: [having({ deliveries: { lost: 1 } })] }, {}],
    ['accounting', 'of a repeated one', { trials: [having({ deliveries: { duplicated: 1 } })] }, {}],
    ['accounting', 'of one out of order', { trials: [having({ deliveries: { reordered: 1 } })] }, {}],
    ['accounting', 'of one that nobody planned', { trials: [having({ deliveries: { unexpected: 1 } })] }, {}],
  ],
);

test('what does not balance is summed over the trials, each kind under its name', () => {
  const deliveries = { lost: 1, duplicated: 2, reordered: 3, unexpected: 4 };
  expect(findIn({ trials: inAll(having({ deliveries })) })[0]?.seen.en).toBe(
    'Deliveries do not balance: 3 lost, 6 duplicated, 9 out of order, 12 unexpected.',
  );
});

test('of what is lost during a fault only that counts which the fault does not explain', () => {
  const with_ = (unexplained: number) =>
    inAll(having({ deliveries: { lost: 40 }, reconnection: { loss: { unexplained } } as never }));
  expect(codesIn({ trials: with_(0) })).toEqual([]);
  expect(findIn({ trials: with_(2) })[0]?.seen.en).toMatch(/: 6 lost,/);
});
