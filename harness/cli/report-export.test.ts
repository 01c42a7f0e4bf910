import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureRuns } from '../../reports/fixture-runs.ts';
import { exportRuns } from './report-export.ts';

let folder = '';
const [a, b] = fixtureRuns({ trials: 2 });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-'));
  for (const [name, run] of [
    [a.id, a],
    [b.id, b],
    ['copy', a],
  ] as const) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'run.json'), JSON.stringify(run));
  }
});

afterAll(() => rm(folder, { recursive: true }));

async function exported(names: readonly string[], options: object): Promise<string> {
  const said: string[] = [];
  const all = { runs: folder, language: 'en' as const, ...options };
  await exportRuns(names, all, { write: (text) => said.push(text) });
  return said.join('');
}

test('runs are named by id, by folder or by file, and Markdown goes to standard output', async () => {
  const markdown = await exported([a.id, join(folder, b.id, 'run.json')], { format: 'md' });
  expect(markdown).toContain('2 runs compared');
  expect(await exported([join(folder, a.id)], { format: 'md', language: 'ko' })).toContain('실행 1개');
});

test('the ending of the file says the format', async () => {
  const out = join(folder, 'compare.csv');
  expect(await exported([a.id], { out })).toBe('');
  expect(await readFile(out, 'utf8')).toMatch(/^run,case,/);
});

test.each([
  ['export-run-missing', ['no-such-run'], { format: 'md' }],
  ['export-nowhere', [a.id], {}],
  ['export-format-unknown', [a.id], { out: 'compare.pdf' }],
  ['export-run-twice', [a.id, join('COPY', 'run.json')], { format: 'md' }],
  ['export-case-missing', [a.id], { format: 'md', baseline: 'no-such-case' }],
])('%s is an error that says what to do', async (code, names, options) => {
  await expect(
    exported(
      names.map((name) => name.replace('COPY', join(folder, 'copy'))),
      options,
    ),
  ).rejects.toMatchObject({
    code,
    details: { remedy: expect.stringMatching(/\w/) },
  });
});

test('a run.json that is none is named', async () => {
  const path = join(folder, 'broken.json');
  await writeFile(path, '{');
  await expect(exported([path], { format: 'md' })).rejects.toMatchObject({ code: 'results-malformed' });
});
