import { expect, test } from 'vitest';
import { sayParameter } from './parameters.ts';

test('a unit in a name is said after the number', () => {
  expect(sayParameter('pollIntervalMs', 500, 'en')).toBe('poll interval 0.5\u00a0s');
  expect(sayParameter('durationUs', 2_000_000, 'en')).toBe('duration 2\u00a0s');
  expect(sayParameter('payloadBytes', 65_536, 'en')).toBe('payload 65,536\u00a0B');
});

test('what has no unit is said as it is', () => {
  expect(sayParameter('tabsPerBrowser', 4, 'en')).toBe('tabs per browser 4');
  expect(sayParameter('source', 'in-process', 'en')).toBe('source in-process');
});
