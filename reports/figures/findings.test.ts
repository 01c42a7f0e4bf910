import { expect, test } from 'vitest';
import type { BenchCase, Run } from '../../harness/results/schema.ts';
import { distil } from '../distil.ts';
import { FATAL_WARNING, type FixtureOptions, fixtureRun } from '../fixture-run.ts';
import { type Finding, findingsOf } from './findings.ts';

const findings = (options: FixtureOptions = {}): readonly Finding[] =>
  findingsOf(distil(fixtureRun(options)), 'en');
const finding = (id: string, options: FixtureOptions = {}): Finding | undefined =>
  findings(options).find((one) => one.id === id);
const casesOf = (run: Run, transport: string): BenchCase[] =>
  run.cases.filter((one) => one.transport === transport);

test('polling is never the shortest wait of the fixture, and its wait is told', () => {
  const fastest = finding('fastest');
  expect(fastest?.answer).not.toContain('Polling');
  expect(fastest?.detail).toMatch(/Highest: Polling, 25\d–25\d\sms\./);
});

test('the reference is not an answer, although it costs least', () => {
  for (const { answer } of findings()) expect(answer).not.toContain('Raw socket');
});

test('a case with a fatal warning is not an answer, although its figures are best', () => {
  const spoil = (run: Run): void => {
    for (const one of casesOf(run, 'websocket')) {
      one.warnings.push(FATAL_WARNING);
    }
  };
  for (const { answer } of findings({ change: spoil })) expect(answer).not.toContain('WebSocket');
});

test('figures whose trials overlap share the first place', () => {
  const level = (run: Run): void => {
    for (const one of run.cases) for (const trial of one.trials) trial.bytes.perDelivery = 300 + trial.index;
  };
  expect(finding('bytes', { change: level })).toMatchObject({
    answer: 'No clear difference',
    detail: expect.stringContaining('too close to rank'),
  });
});

test('a transport is named without versions where all of its versions lead', () => {
  expect(finding('requests')?.answer).toBe('Server-Sent Events, WebSocket');
});

test('what was lost or starved is said with its number and its case', () => {
  const lose = (run: Run): void => {
    const [sse] = casesOf(run, 'sse');
    const deliveries = sse?.trials[0]?.deliveries;
    if (deliveries) Object.assign(deliveries, { lost: 12, starved: 3 });
  };
  const arrived = finding('reliability', { change: lose });
  expect(arrived?.answer).toBe('12 lost, 0 duplicated');
  expect(arrived?.detail).toMatch(/Server-Sent Events · HTTP\/1\.1\. 3 tabs never got a connection/);
});

test('a run without one valid case claims nothing', () => {
  const spoil = (run: Run): void => {
    for (const one of run.cases) one.warnings.push(FATAL_WARNING);
  };
  expect(findings({ change: spoil })).toEqual([]);
});
