import { expect, test } from 'vitest';
import { unsharedLog } from './fleet.ts';
import { codesIn, having, inAll, testCases } from './test-evidence.ts';

const fleet = { servers: 2, unshared: false, cpuUsPerServer: 1, rssBytesPerServer: 1, largestShare: 0.5 };
const apart = { fleet: { ...fleet, unshared: true } };

testCases(
  [unsharedLog],
  [
    [
      'unshared-log',
      'where servers have a log each and share channels',
      { plan: { servers: 2 }, trials: inAll(apart) },
      { plan: { servers: 2 }, trials: inAll({ fleet }) },
    ],
  ],
);

test('what servers do not tell each other is lost as expected; a delivery too many never is', () => {
  const lost = having({ deliveries: { lost: 4_000 } });
  expect(codesIn({ trials: [lost] })).toEqual(['accounting']);
  expect(codesIn({ plan: { servers: 2 }, trials: inAll({ ...lost, ...apart }) })).toEqual(['unshared-log']);
  const twice = having({ deliveries: { duplicated: 1 } });
  expect(codesIn({ plan: { servers: 2 }, trials: inAll({ ...twice, ...apart }) })).toEqual([
    'accounting',
    'unshared-log',
  ]);
});
