import { expect, test } from 'vitest';
import type { Trial } from './results/schema.ts';
import type { TrialPlan } from './trial-plan.ts';
import { warningsOf } from './warnings.ts';

const latency = { p50: 1, p90: 1, p99: 1, p999: 1, max: 1, count: 20_000 };

const trial = (change: Partial<Trial> = {}): Trial => ({
  index: 0,
  startedAt: '2026-11-21T10:00:00.000Z',
  latencyUs: { delivery: latency, endToEnd: latency },
  deliveries: {
    expected: 9,
    received: 9,
    lost: 0,
    duplicated: 0,
    reordered: 0,
    starved: 0,
    missedByStarved: 0,
    unexpected: 0,
  },
  connections: {
    tcpOpened: 1,
    tcpPeak: 1,
    tlsHandshakes: 1,
    httpRequests: 1,
    http2Sessions: 1,
    http2Streams: 1,
    protocols: ['h2'],
  },
  bytes: { toClients: 1, fromClients: 1, perDelivery: 1 },
  server: {
    cpuUs: 1,
    cpuUsPerDelivery: 1,
    rssBytes: 1,
    rssBytesPerConnection: 1,
    rssBytesPerSubscriber: 1,
    eventLoopDelayP99Us: 1,
  },
  generator: { cpuUs: 1, cpuUsPerDelivery: 1, eventLoopDelayP99Us: 1, saturated: false },
  source: { lagP99Us: 1, lagMaxUs: 1, published: 1 },
  phasesUs: { connect: 1, warmUp: 1, measure: 1, drain: 1 },
  timeline: [],
  ...change,
});

const plan = { http: '2' } as TrialPlan;
const codesOf = (trials: Trial[], failures = new Map<string, number>()) =>
  warningsOf({ plan, trials, failures }).map(({ code, fatal }) => (fatal ? `${code}!` : code));

test('three sound trials with samples enough give no warning', () => {
  expect(codesOf([trial(), trial(), trial()])).toEqual([]);
});

test('a lost delivery makes a case invalid', () => {
  const { deliveries } = trial();
  const lossy = trial({ deliveries: { ...deliveries, received: 8, lost: 1 } });
  expect(codesOf([trial(), trial(), lossy])).toEqual(['accounting!']);
});

test('a saturated generator makes a case invalid', () => {
  const { generator } = trial();
  expect(codesOf([trial(), trial(), trial({ generator: { ...generator, saturated: true } })])).toEqual([
    'generator-saturated!',
  ]);
});

test('another protocol than the one asked for makes a case invalid', () => {
  const { connections } = trial();
  const other = trial({ connections: { ...connections, protocols: ['http/1.1'] } });
  expect(codesOf([other, trial(), trial()])).toEqual(['protocol!']);
});

test('starved tabs are said, and what they missed is not lost: the case stays valid', () => {
  const { deliveries } = trial();
  const starved = trial({ deliveries: { ...deliveries, received: 3, missedByStarved: 6, starved: 2 } });
  expect(codesOf([starved, trial(), trial()])).toEqual(['starved-tabs']);
});

test('what clients could not do makes a case invalid and is named', () => {
  expect(codesOf([trial(), trial()], new Map([['down, reset: gone', 2]]))).toEqual(['client-failure!']);
});

test('one trial and few samples are said', () => {
  const few = trial({ latencyUs: { delivery: latency, endToEnd: { ...latency, count: 500 } } });
  expect(codesOf([few])).toEqual(['one-trial', 'few-samples']);
});

test('a case in which nothing was expected is invalid', () => {
  const { deliveries } = trial();
  const idle = trial({ deliveries: { ...deliveries, expected: 0, received: 0 } });
  expect(codesOf([idle, trial({ deliveries: { ...deliveries, expected: 0, received: 0 } })])).toEqual([
    'nothing-expected!',
  ]);
});
