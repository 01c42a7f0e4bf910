import { expect, test } from 'vitest';
import { brokenBy, type Judged, parseSlo } from './slo.ts';

const judged = (
  latency: Partial<Record<string, number>>,
  deliveries: Partial<Record<string, number>>,
): Judged =>
  ({
    latencyUs: { endToEnd: { p50: 1e3, p90: 2e3, p99: 3e3, p999: 4e3, max: 5e3, count: 1_000, ...latency } },
    deliveries: { expected: 10_000, lost: 0, duplicated: 0, reordered: 0, ...deliveries },
  }) as never;

const broken = (slo: string, latency = {}, deliveries = {}): string[] =>
  brokenBy(judged(latency, deliveries), parseSlo(slo));

test('an objective is read clause by clause, spaces or not', () => {
  expect(parseSlo('p99 < 250ms, lost = 0').text).toBe('p99<250ms,lost=0');
  expect(parseSlo('p50<1.5s,p999<900us,max<1m,duplicated<0.1%,reordered<0.02').clauses).toHaveLength(5);
});

test('microseconds, milliseconds, seconds and minutes are told apart', () => {
  const { clauses } = parseSlo('p50<7us,p90<7ms,p99<7s,max<7m');
  const limits = clauses.map((clause) => ('belowUs' in clause ? clause.belowUs : Number.NaN));
  expect(limits).toEqual([7, 7e3, 7e6, 420e6]);
});

test('a latency at its limit is broken, one below it is not', () => {
  expect(broken('p99<250ms', { p99: 249_999 })).toEqual([]);
  expect(broken('p99<250ms', { p99: 250_000 })).toEqual(['p99<250ms']);
  expect(broken('p50<1ms,max<5ms', { p50: 999, max: 5_001 })).toEqual(['max<5ms']);
});

test('none lost means none, and a share is of what was expected', () => {
  expect(broken('lost=0', {}, { lost: 1 })).toEqual(['lost=0']);
  expect(broken('lost<0.1%', {}, { lost: 9 })).toEqual([]);
  expect(broken('lost<0.1%', {}, { lost: 10 })).toEqual(['lost<0.1%']);
  expect(broken('reordered<0.002', {}, { reordered: 15 })).toEqual([]);
});

test('where nothing arrived no latency is kept', () => {
  expect(broken('p99<250ms', { p99: 0, count: 0 })).toEqual(['p99<250ms']);
});

test.each([
  ['p99<250', /p99 below a duration, such as p99<250ms.*"p99<250"/],
  ['p99=250ms', /p99 below a duration.*"p99=250ms"/],
  ['p99<0ms', /p99 below a duration/],
  ['p95<250ms', /p50, p90, p99, p999, max, lost, duplicated, reordered.*"p95<250ms"/],
  ['lost=1', /lost=0, or lost below a share such as lost<0\.1%.*"lost=1"/],
  ['lost<200%', /lost below a share/],
  ['fast', /clauses such as p99<250ms or lost=0.*"fast"/],
  ['', /clauses such as p99<250ms/],
  ['p99<1s,p99<2s', /p99 once.*"p99<2s"/],
])('the objective %j is refused with what it may be', (text, sentence) => {
  expect(() => parseSlo(text)).toThrow(sentence);
});
