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

test('figures that the trials cannot tell apart share the first place', () => {
  const level = (run: Run): void => {
    for (const one of run.cases) for (const trial of one.trials) trial.bytes.perDelivery = 300 + trial.index;
  };
  expect(finding('bytes', { change: level })).toMatchObject({
    answer: 'No clear difference',
    detail: expect.stringContaining('cannot tell them apart'),
  });
});

test('ranges that overlap are ranked all the same where every block says so', () => {
  const drift = (run: Run): void => {
    for (const one of run.cases) {
      const own = one.transport === 'sse' ? 300 : 400;
      for (const trial of one.trials) trial.bytes.perDelivery = own * (1 + trial.index) + trial.index;
    }
  };
  expect(finding('bytes', { change: drift })?.answer).toBe('Server-Sent Events');
});

test('medians that are far apart are not ranked where the blocks contradict each other', () => {
  const scatter = (run: Run): void => {
    for (const [place, one] of run.cases.entries()) {
      for (const trial of one.trials) trial.bytes.perDelivery = 300 * 2 ** ((place * (trial.index + 1)) % 5);
    }
  };
  expect(finding('bytes', { change: scatter })?.answer).toBe('No clear difference');
});

test('one trial ranks nothing', () => {
  const answers = findings({ trials: 1 }).filter(({ id }) => id !== 'reliability');
  expect(new Set(answers.map(({ answer }) => answer))).toEqual(new Set(['Not ranked']));
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
