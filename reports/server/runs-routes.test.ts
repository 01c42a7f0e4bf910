import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixtureRun } from '../fixture-run.ts';
import type { Report } from '../report.ts';
import type { RunEntry } from '../run-entry.ts';
import { ask } from './test-request.ts';
import { useReportServers } from './test-server.ts';

const { serve } = useReportServers();
const RUN = fixtureRun({ trials: 1 });

const entriesOf = async (url: string): Promise<RunEntry[]> =>
  ((await ask(`${url}api/runs`)).body as { runs: RunEntry[] }).runs;

describe('the list of runs', () => {
  test('tells of each what a person looks for, newest first', async () => {
    const { url, add } = await serve();
    await add({ ...RUN, id: 'older', startedAt: '2026-11-20T09:00:00.000Z' });
    await add({ ...RUN, id: 'newer', startedAt: '2026-11-21T09:00:00.000Z' });
    const [newer, older] = await entriesOf(url);
    expect([newer?.id, older?.id]).toEqual(['newer', 'older']);
    expect(newer).toMatchObject({
      name: null,
      damaged: null,
      summary: {
        title: { en: 'Live feed', ko: '라이브 피드' },
        command: RUN.command,
        machine: { cpu: 'AMD EPYC 7B13', cores: 2 },
        complete: true,
        valid: true,
        cases: RUN.cases.length,
        trials: 1,
        http: ['1.1', '2'],
        capacity: false,
      },
    });
    expect(newer?.summary?.transports.map(({ id }) => id)).toEqual([
      'polling',
      'long-polling',
      'sse',
      'websocket',
    ]);
  });

  test('shows damaged runs with the reason beside the good ones', async () => {
    const { url, add } = await serve();
    await add(RUN, 'good');
    await add('{ "schema": ', 'cut-off');
    await add(JSON.stringify({ ...RUN, cases: [{ ...RUN.cases[0], subscribers: 'many' }] }), 'wrong');
    const entries = await entriesOf(url);
    expect(entries.map(({ id, damaged }) => [id, damaged === null])).toEqual([
      ['good', true],
      ['wrong', false],
      ['cut-off', false],
    ]);
    expect(entries[1]?.damaged).toMatch(/cases\.0\.subscribers/);
    expect(entries[2]?.damaged).toMatch(/JSON/);
  });

  test('follows a run.json that is rewritten, also after the server has started again', async () => {
    const { url, add, runs } = await serve();
    await add({ ...RUN, complete: false }, 'run');
    expect((await entriesOf(url))[0]?.summary?.complete).toBe(false);
    await add({ ...RUN, complete: true }, 'run');
    expect((await entriesOf(url))[0]?.summary?.complete).toBe(true);
    const again = await serve({ runs });
    expect((await entriesOf(again.url))[0]?.summary?.complete).toBe(true);
    await add({ ...RUN, complete: false, command: 'changed' }, 'run');
    expect((await entriesOf(again.url))[0]?.summary).toMatchObject({ complete: false, command: 'changed' });
  });

  test('does not believe an index that is damaged', async () => {
    const { url, add, runs } = await serve();
    await add(RUN, 'run');
    await entriesOf(url);
    const index = JSON.parse(await readFile(join(runs, '.index.json'), 'utf8'));
    index.runs.run.summary.cases = '<b>many</b>';
    await writeFile(join(runs, '.index.json'), JSON.stringify(index));
    const again = await serve({ runs });
    expect((await entriesOf(again.url))[0]?.summary?.cases).toBe(RUN.cases.length);
  });

  test('leaves out links, files and folders that hold no run', async () => {
    const { url, add, runs } = await serve();
    const elsewhere = await serve();
    await elsewhere.add(RUN, 'outside');
    await symlink(join(elsewhere.runs, 'outside'), join(runs, 'linked-folder'));
    await mkdir(join(runs, 'linked-file'));
    await symlink(join(elsewhere.runs, 'outside', 'run.json'), join(runs, 'linked-file', 'run.json'));
    await mkdir(join(runs, 'empty'));
    await writeFile(join(runs, 'file'), '');
    await add(RUN, 'own');
    expect((await entriesOf(url)).map(({ id }) => id)).toEqual(['own']);
    for (const id of ['linked-folder', 'linked-file', 'empty', 'file']) {
      expect((await ask(`${url}api/runs/${id}/report`)).status).toBe(404);
      expect((await ask(`${url}api/runs/${id}`, { method: 'DELETE' })).status).toBe(404);
    }
    expect(await readdir(join(elsewhere.runs, 'outside'))).toEqual(['run.json']);
    expect((await readdir(runs)).sort()).toContain('empty');
  });
});

test('a report is served distilled, under the name of its folder', async () => {
  const { url, add } = await serve();
  await add(RUN, 'copied');
  const { status, body } = await ask(`${url}api/runs/copied/report`);
  expect(status).toBe(200);
  const report = body as Report;
  expect(report.run.id).toBe('copied');
  expect(report.run.cases[0]?.trials[0]?.latencyUs.endToEnd.histogram).toBeUndefined();
  expect(Object.values(report.curves).some((curves) => (curves.endToEnd?.count ?? 0) > 1_000)).toBe(true);
});

test('a run is renamed beside its id, and an empty name takes the name away', async () => {
  const { url, add, runs } = await serve();
  await add(RUN, 'run');
  const rename = (name: unknown) =>
    ask(`${url}api/runs/run`, { method: 'PATCH', body: JSON.stringify({ name }) });
  expect((await rename('  Nginx in between, 밤  ')).body).toMatchObject({ name: 'Nginx in between, 밤' });
  expect(await readdir(runs)).toContain('run');
  expect((await entriesOf(url))[0]?.name).toBe('Nginx in between, 밤');
  for (const name of ['x'.repeat(121), 'two\nlines', '\u202egnp.exe', 'nul\0', 7, null]) {
    expect((await rename(name)).status, JSON.stringify(name)).toBe(400);
  }
  expect((await rename('')).body).toMatchObject({ name: null });
});

test('a run that is deleted is gone with its folder, and a damaged one can be deleted', async () => {
  const { url, add, runs } = await serve();
  await add(RUN, 'run');
  await add('', 'damaged');
  for (const id of ['run', 'damaged']) {
    expect((await ask(`${url}api/runs/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(`${url}api/runs/${id}`, { method: 'DELETE' })).status).toBe(404);
  }
  expect((await readdir(runs)).filter((name) => name !== '.index.json')).toEqual([]);
});
