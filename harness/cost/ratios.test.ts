import { expect, test } from 'vitest';
import { PUSH_CASES, SSE_1, SSE_2 } from './cases.ts';
import { measureRatios } from './ratios.ts';

/**
 * Server CPU per delivery ÷ that of the least of its kind, at 240 subscribers. Whoever makes a
 * transport cheaper lowers its number here; docs/PERFORMANCE.md says how they were taken.
 */
const RECORDED = new Map([
  ['SSE HTTP/1.1', 1.07],
  ['SSE HTTP/2', 1.09],
  ['WebSocket HTTP/1.1', 1.03],
  ['WebSocket HTTP/2', 1.11],
]);
const AT_MOST = 1.2;
const SIZE = { subscribers: 240, events: 20 };

const againstRecorded = (ratios: ReadonlyMap<string, number>, name: string): number =>
  (ratios.get(name) ?? Number.NaN) / (RECORDED.get(name) ?? Number.NaN);

// Whatever else runs on the machine only makes a ratio larger: a regression fails every attempt.
test('no transport costs a fifth more per delivery than was recorded', {
  timeout: 60_000,
  retry: 2,
}, async () => {
  const ratios = await measureRatios({ ...SIZE, blocks: 20 });
  for (const { name } of PUSH_CASES) {
    expect(againstRecorded(ratios, name), `${name} against the recorded ratio`).toBeLessThan(AT_MOST);
  }
});

// With ten blocks and one attempt, one run of ten on a quiet machine called SSE over HTTP/2 only 16 % dearer.
test('a delivery that takes 30 % more is noticed over either HTTP version', {
  timeout: 60_000,
  retry: 2,
}, async () => {
  const dearer = [SSE_1.name, SSE_2.name];
  const handicaps = new Map(dearer.map((name) => [name, 0.3]));
  const ratios = await measureRatios({ ...SIZE, blocks: 20, handicaps });
  for (const name of dearer) expect(againstRecorded(ratios, name), name).toBeGreaterThan(AT_MOST);
});
