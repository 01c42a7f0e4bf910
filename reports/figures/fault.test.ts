import { expect, test } from 'vitest';
import { fixtureFault } from '../fixture-fault.ts';
import { faultMarks } from './fault.ts';
import { sayCircumstances } from './say-fault.ts';

test('the fault that all cases had is marked once, in seconds', () => {
  expect(faultMarks(fixtureFault(), 'en')).toEqual([
    { title: 'Every connection reset', fromSeconds: 2, untilSeconds: 2, strikesSeconds: [] },
  ]);
});

test('what was done to single browsers are strokes, what was done to all is the band', () => {
  const run = fixtureFault({
    change: ({ cases }) => {
      const seen = cases[0]?.trials[0]?.reconnection;
      if (seen)
        seen.faults = [
          { kind: 'cut', atUs: 2.1e6, browser: 3 },
          { kind: 'refuse', atUs: 2.2e6, browser: null },
        ];
    },
  });
  expect(faultMarks(run, 'en')[0]?.strikesSeconds).toEqual([2.1]);
});

test('a downtime is said to be as found in the wild, or made equal and by how much', () => {
  expect(sayCircumstances(fixtureFault(), 'en')).toMatch(
    /^Every connection reset: in one instant, 2 s after the start\. Downtime is as found in the wild/,
  );
  const equal = fixtureFault({
    change: ({ cases }) => {
      for (const one of cases) {
        one.parameters.reconnectDelayMs = 1_500;
        one.parameters.resume = false;
        for (const { reconnection } of one.trials) if (reconnection) reconnection.mode = 'equal-windows';
      }
    },
  });
  const said = sayCircumstances(equal, 'en');
  expect(said).toContain('refused for 1.5 s');
  expect(said).toContain('--no-resume');
  expect(said).not.toContain('in the wild');
});
