import { expect, test } from 'vitest';
import type { Run } from '../../harness/results/schema.ts';
import { FORETOLD } from '../../harness/results/validity.ts';
import { distil } from '../distil.ts';
import { fixtureRun } from '../fixture-run.ts';
import { caseTitle, seriesOf } from './series.ts';
import { TEST_LOOK } from './test-look.ts';

const said = { en: 'As foretold.', ko: '예고된 대로.' };

/** The WebSockets once more through a proxy that refuses them. */
function throughProxy(run: Run): void {
  const refused = run.cases
    .filter(({ transport }) => transport === 'websocket')
    .map((one) => ({
      ...one,
      id: `${one.id} via=relay`,
      parameters: { ...one.parameters, via: 'relay' },
      warnings: [{ code: FORETOLD, fatal: false, seen: said, why: said, remedy: said }],
    }));
  run.cases = [...run.cases, ...refused];
}

test('each of several ways has its number in the markers, and the reference none', () => {
  const series = seriesOf(distil(fixtureRun({ change: throughProxy })), TEST_LOOK);
  const lettersOf = (transport: string) =>
    new Set(series.filter(({ benchCase }) => benchCase.transport === transport).map(({ letter }) => letter));
  expect(lettersOf('websocket')).toEqual(new Set(['1', '2']));
  expect(lettersOf('sse')).toEqual(new Set(['1']));
  expect(lettersOf('raw-tcp')).toEqual(new Set([undefined]));
});

test('where all cases went one way none has a number', () => {
  const series = seriesOf(distil(fixtureRun()), TEST_LOOK);
  expect(new Set(series.map(({ letter }) => letter))).toEqual(new Set([undefined]));
});

test('a case that is damaged as foretold is named so in both languages, and drawn faded', () => {
  const run = fixtureRun({ change: throughProxy });
  const damaged = run.cases.find(
    ({ http, parameters }) => http === '1.1' && parameters.via,
  ) as Run['cases'][number];
  expect(caseTitle(run, damaged, 'en')).toBe('WebSocket · HTTP/1.1 · via relay (damaged as foretold)');
  expect(caseTitle(run, damaged, 'ko')).toContain('예고된 피해');
  const drawn = seriesOf(distil(run), TEST_LOOK).find(({ benchCase }) => benchCase.id === damaged.id);
  expect(drawn?.colour).toBe(TEST_LOOK.faded);
});
