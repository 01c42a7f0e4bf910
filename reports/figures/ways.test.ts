import { expect, test } from 'vitest';
import type { Run } from '../../harness/results/schema.ts';
import { distil } from '../distil.ts';
import { FATAL_WARNING, fixtureRun } from '../fixture-run.ts';
import { differencesOf } from './differences.ts';
import { caseNames, findingsOf } from './findings.ts';
import { firstWayName } from './ways.ts';

/** Every compared case once more through a relay, at twelve times the bytes. */
function throughRelay(run: Run): void {
  const relayed = structuredClone(run.cases)
    .filter(({ transport }) => run.transports[transport]?.role === 'compared')
    .map((one) => ({ ...one, id: `${one.id} via=relay`, parameters: { ...one.parameters, via: 'relay' } }));
  for (const one of relayed)
    for (const { bytes } of one.trials) bytes.perDelivery = 12 * (bytes.perDelivery ?? 0);
  run.cases = run.cases.flatMap((one) => [one, ...relayed.filter(({ id }) => id === `${one.id} via=relay`)]);
}

const told = (report: ReturnType<typeof distil>) =>
  findingsOf(report, 'en').map(({ id, answer, detail }) => [id, answer, id === 'reliability' || detail]);

test('what a run shows is told of its first way, as if it had gone no other', () => {
  const plain = distil(fixtureRun());
  const both = distil(fixtureRun({ change: throughRelay }));
  expect(told(both)).toEqual(told(plain));
  expect(firstWayName(both.run, 'en')).toBe('direct');
  expect(firstWayName(plain.run, 'en')).toBeNull();
});

test('a way of which no case is valid is passed over for the next', () => {
  const change = (run: Run): void => {
    throughRelay(run);
    for (const one of run.cases) if (one.parameters.via === undefined) one.warnings.push(FATAL_WARNING);
  };
  expect(firstWayName(fixtureRun({ change }), 'en')).toBe('via relay');
});

test('each other way is held against the first, and transports are compared along the first only', () => {
  const groups = differencesOf(distil(fixtureRun({ change: throughRelay })), 'en');
  expect(groups.map(({ rows }) => rows.length)).toEqual([4, 6, 6, 8]);
  const [row] = groups.at(-1)?.rows ?? [];
  expect(row?.heading).toMatch(/HTTP\/1\.1: via relay ÷ direct$/);
  expect(row?.cells[4]).toMatchObject({ verdict: 'higher', said: '↑ 12.0×' });
});

test('a case is named with its way where it is not meant with all of them', () => {
  const run = fixtureRun({ change: throughRelay });
  const sse = run.cases.filter(({ transport }) => transport === 'sse');
  expect(caseNames(run, sse, 'en')).toBe('Server-Sent Events');
  expect(caseNames(run, sse.slice(0, 2), 'en')).toBe('Server-Sent Events (HTTP/1.1, HTTP/1.1 via relay)');
});
