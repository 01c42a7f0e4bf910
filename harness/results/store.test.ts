import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RUN_SCHEMA, type Run } from './schema.ts';
import { makeRunFolder, readRun, replaceFile, saveRun, withoutHistograms } from './store.ts';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'lab-store-'));
});
afterEach(() => rm(out, { recursive: true }));

const run: Run = {
  schema: RUN_SCHEMA,
  id: 'a-run',
  startedAt: '2026-11-21T10:00:00.000Z',
  finishedAt: null,
  complete: false,
  command: 'npm run bench',
  seed: 'seed',
  environment: {
    node: '26',
    v8: '14',
    openssl: '3',
    os: 'Linux',
    cpu: 'a cpu',
    cores: 2,
    memoryBytes: 1,
    pinned: true,
    packages: {},
    lab: '0',
  },
  scenarios: {},
  transports: {},
  metrics: [],
  cases: [],
  unavailable: [],
  warnings: [],
};

test('a run that was saved reads back the same, and nothing else is left in its folder', async () => {
  const folder = await makeRunFolder(out, run.id);
  const path = await saveRun(folder, run);
  expect(await readRun(path)).toEqual(run);
  expect(await readdir(folder)).toEqual(['run.json']);
});

test('a damaged run.json is refused with the field at fault', async () => {
  const path = join(out, 'run.json');
  await writeFile(path, JSON.stringify({ ...run, seed: 7 }));
  await expect(readRun(path)).rejects.toThrow(/fault in seed/);
});

test('a folder that cannot be made is an error that names it', async () => {
  const file = join(out, 'a-file');
  await writeFile(file, '');
  await expect(makeRunFolder(file, 'run')).rejects.toThrow(/a-file\/run.*--out/);
});

test.runIf(process.platform === 'linux')(
  'a place that takes no folders is refused, and not tried for ever',
  async () => {
    await expect(makeRunFolder('/proc/nowhere/at-all', 'run')).rejects.toThrow(/\/proc\/nowhere.*--out/);
  },
);

test('a file that is replaced is whole at every moment', async () => {
  const path = join(out, 'page');
  const long = 'x'.repeat(2_000_000);
  await replaceFile(path, long);
  const replacing = replaceFile(path, `${long}y`);
  const sizes = new Set<number>();
  for (let look = 0; look < 50; look++) sizes.add((await readFile(path, 'utf8')).length);
  await replacing;
  sizes.add((await readFile(path, 'utf8')).length);
  for (const size of sizes) expect([2_000_000, 2_000_001]).toContain(size);
});

test('histograms are left out of what --json prints, and nothing else', () => {
  const printed = withoutHistograms({ ...run, warnings: [], histogram: 'aaaa' } as Run & {
    histogram: string;
  });
  expect(printed).toEqual(run);
});

test('a run from before warnings spoke two languages is still read', async () => {
  const path = join(out, 'run.json');
  const first = { code: 'one-trial', fatal: false, message: 'One trial.', remedy: 'Use more.' };
  await writeFile(path, JSON.stringify({ ...run, warnings: [first] }));
  expect((await readRun(path)).warnings).toEqual([
    {
      code: 'one-trial',
      fatal: false,
      seen: { en: 'One trial.', ko: 'One trial.' },
      why: { en: '', ko: '' },
      remedy: { en: 'Use more.', ko: 'Use more.' },
    },
  ]);
});
