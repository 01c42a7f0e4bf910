import { expect, test } from 'vitest';
import { type CaseLoad, otherConditions, otherLoads } from './run-conditions.ts';
import type { Run } from './schema.ts';

const load = (id: string, parameters: CaseLoad['parameters'], tls = true): CaseLoad => ({
  id,
  tls,
  parameters,
});
const baseline = (...cases: CaseLoad[]): Run => ({ cases }) as unknown as Run;

test('another load is told by name, with both values, and once for all cases', () => {
  const cases = [load('sse', { clients: 30, rate: 10 }), load('polling', { clients: 30, rate: 10 })];
  const other = baseline(load('sse', { clients: 20, rate: 10 }), load('polling', { clients: 20, rate: 10 }));
  expect(otherLoads(cases, other)).toEqual(['clients 30 instead of 20']);
  expect(otherLoads([load('sse', {}, false)], baseline(load('sse', {})))).toEqual([
    'tls false instead of true',
  ]);
});

test('a fault of another length is another load', () => {
  const struck = (lengthUs: number): CaseLoad => ({
    ...load('sse reset', {}),
    fault: { id: 'reset', parameters: { share: 1 }, fromUs: 1, lengthUs, recoverUs: 1 },
  });
  expect(otherLoads([struck(2)], baseline(struck(3)))).toEqual(['fault lengthUs 2 instead of 3']);
  expect(otherLoads([struck(2)], baseline(struck(2)))).toEqual([]);
});

test('the same load, cases of one run only, and what an older run did not know are no difference', () => {
  const cases = [load('sse', { clients: 20, novelty: 7 }), load('websocket', { clients: 99 })];
  expect(otherLoads(cases, baseline(load('sse', { clients: 20 })))).toEqual([]);
});

test('what a run only carries where it was asked for is as usual in a run that does not carry it', () => {
  expect(otherLoads([load('sse', { resume: false })], baseline(load('sse', {})))).toEqual([
    'resume false instead of true',
  ]);
  expect(otherLoads([load('sse', {})], baseline(load('sse', { logEvents: 64 })))).toEqual([
    'logEvents 1024 instead of 64',
  ]);
  expect(otherLoads([load('polling', { engine: 'autocannon' })], baseline(load('polling', {})))).toEqual([
    'engine autocannon instead of native',
  ]);
});

test('another seed, machine or version is told', () => {
  const run = (seed: string, cpu: string, ws: string): Run =>
    ({ seed, environment: { node: '26.10.0', cpu, packages: { ws } } }) as unknown as Run;
  expect(otherConditions(run('a', 'EPYC', '8.23.0'), run('a', 'EPYC', '8.23.0'))).toEqual([]);
  expect(otherConditions(run('b', 'Xeon', '8.24.0'), run('a', 'EPYC', '8.23.0'))).toEqual([
    'seed b instead of a',
    'cpu Xeon instead of EPYC',
    'ws 8.24.0 instead of 8.23.0',
  ]);
});
