import { expect, test } from 'vitest';
import { clockNotComparable } from './clock.ts';
import { findIn, having, testCases } from './test-evidence.ts';

testCases(
  [clockNotComparable],
  [
    [
      'clock-not-comparable',
      'when the server’s clock cannot be the coordinator’s',
      { trials: [having({ clock: { server: { aheadAtLeastUs: 12, aheadAtMostUs: 800 } } })] },
      { trials: [having({ clock: { server: { aheadAtLeastUs: 0, aheadAtMostUs: 800 } } })] },
    ],
    [
      'clock-not-comparable',
      'when a load process’s clock cannot be',
      { trials: [having({ clock: { load: [{ aheadAtLeastUs: -900, aheadAtMostUs: -20 }] } })] },
      { trials: [having({ clock: { load: [{ aheadAtLeastUs: -900, aheadAtMostUs: 0 }] } })] },
    ],
    [
      'clock-not-comparable',
      'when deliveries come before they were published',
      { trials: [having({ clock: { beforePublished: 3, earliestUs: -400 } })] },
      {},
    ],
  ],
);

test('each clock that is off is told by how much at least, and what came too early', () => {
  const clock = {
    server: { aheadAtLeastUs: -9_000, aheadAtMostUs: -7_000 },
    load: [
      { aheadAtLeastUs: 2_000, aheadAtMostUs: 3_000 },
      { aheadAtLeastUs: 5_000, aheadAtMostUs: 6_000 },
    ],
    beforePublished: 3,
    earliestUs: -400,
  };
  const worse = having({ clock: { beforePublished: 1, earliestUs: -600 } });
  expect(findIn({ trials: [having({ clock }), worse] })[0]?.seen.en).toBe(
    'The server’s clock is off by at least 7 ms. A load process’s clock is off by at least 5 ms. Of the deliveries, 4 came before they were published, by up to 0.6 ms.',
  );
});
