import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readRun } from '../../harness/results/store.ts';
import { isValid } from '../../harness/results/validity.ts';
import { readmeRows } from './readme-table.ts';

const root = new URL('../../', import.meta.url);
const run = await readRun(new URL('full/run.json', import.meta.url).pathname);

test('the published run has every transport over both HTTP versions, and the raw socket, five times and valid', () => {
  expect(run.cases.map(({ transport, http }) => `${transport} ${http}`).sort()).toEqual([
    'long-polling 1.1',
    'long-polling 2',
    'polling 1.1',
    'polling 2',
    'raw-tcp null',
    'sse 1.1',
    'sse 2',
    'websocket 1.1',
    'websocket 2',
  ]);
  expect(run.cases.every(({ trials }) => trials.length === 5)).toBe(true);
  expect(run.cases.every(isValid)).toBe(true);
});

test.each(['README.md', 'README.ko.md'])('the table of %s is what the published run says', async (name) => {
  const readme = await readFile(new URL(name, root), 'utf8');
  const rows = readme.split('\n').filter((line) => /^\| .* \| \d+, \d+ \|/.test(line));
  const numbersOf = (row: string): string => row.split(' | ').slice(1).join(' | ');
  expect(rows.map(numbersOf)).toEqual(readmeRows(run).map(numbersOf));
  expect(readme).toContain(run.command);
  if (name === 'README.md') expect(rows).toEqual(readmeRows(run));
});
