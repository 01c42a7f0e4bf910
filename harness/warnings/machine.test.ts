import { expect, test } from 'vitest';
import { cpuStolen, cpuUsedByOthers } from './machine.ts';
import { codesIn, findIn, having, testCases } from './test-evidence.ts';

testCases(
  [cpuStolen, cpuUsedByOthers],
  [
    [
      'cpu-stolen',
      'when the hypervisor takes the cores',
      { trials: [having({ machine: { stolenShare: 0.021 } })] },
      { trials: [having({ machine: { stolenShare: 0.019 } })] },
    ],
    [
      'cpu-used-by-others',
      'when other programs use them',
      { trials: [having({ machine: { othersCores: 0.11 } })] },
      { trials: [having({ machine: { othersCores: 0.09 } })] },
    ],
  ],
);

test('the worst trial is told, and who waited longest for a core', () => {
  const trials = [
    having({ machine: { stolenShare: 0.05, othersCores: 0.4, serverWaitShare: 0.12 } }),
    having({ machine: { stolenShare: 0.03, othersCores: 0.8, loadWaitShare: 0.07 } }),
  ];
  const [stolen, used] = findIn({ trials });
  expect(stolen?.seen.en).toMatch(/up to 5 % of this machine’s CPU time/);
  expect(used?.seen.en).toBe(
    'Other programs used up to 0.8 of 2 cores while measuring; server or clients waited for a core up to 12 % of the time.',
  );
});

test('a system that tells nothing of it is not said to be quiet or busy', () => {
  expect(codesIn({ trials: [{ machine: undefined }] as never })).toEqual([]);
});

test('clients that waited longer than the server are told as well', () => {
  const machine = { othersCores: 0.8, serverWaitShare: 0.01, loadWaitShare: 0.2 };
  expect(findIn({ trials: [having({ machine })] })[0]?.seen.en).toMatch(/waited for a core up to 20 %/);
});
