import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Run } from '../results/schema.ts';
import { makeRunFolder, readRun, saveRun } from '../results/store.ts';
import { startCommand } from './test-command.ts';

const BENCH_LIMIT_MS = 60_000;
const LINE = '--transport sse --http 1.1 --no-tls --no-raw --clients 5 --duration 500ms --warmup 100ms';

let out: string;
let first: Run;

/** Runs a bench against a baseline. The tests share their cores with it, so that it may be invalid. */
async function bench(line: string, code: number): Promise<string> {
  const command = startCommand('bench', `${LINE} ${line} --out ${out}`);
  expect([code, 3], command.output.stderr).toContain(await command.ended);
  return command.output.stderr;
}

/** Stores the first run anew under another id, as if it had been measured so. */
async function store(id: string, change: (run: Run) => void): Promise<string> {
  const run = structuredClone({ ...first, id });
  for (const one of run.cases) one.warnings = [];
  change(run);
  await saveRun(await makeRunFolder(out, id), run);
  return id;
}

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'lab-baseline-'));
  await bench('--trials 2 --seed first', 0);
  const [folder = ''] = await readdir(out);
  first = await readRun(join(out, folder, 'run.json'));
}, BENCH_LIMIT_MS);
afterAll(() => rm(out, { recursive: true }));

test(
  'a run is held against another by its id, takes its seed, and says how each case compares',
  async () => {
    const id = await store('same', () => {});
    const said = await bench(`--trials 2 --baseline ${id} --fail-if-slower 900%`, 0);
    expect(said).toMatch(/this run ÷ same/);
    expect(said).toMatch(/--seed first/);
    expect(said).not.toMatch(/circumstances differ|slower:/);
  },
  BENCH_LIMIT_MS,
);

test(
  'what is surely dearer than the limit ends with exit code 4 and is named; another machine is told',
  async () => {
    const id = await store('cheaper', (run) => {
      run.environment.cpu = 'another cpu';
      for (const { trials } of run.cases) for (const { bytes } of trials) bytes.perDelivery = 10;
    });
    const said = await bench(`--trials 2 --baseline ${join(out, id)} --fail-if-slower 10%`, 4);
    expect(said).toMatch(/cpu .* instead of another cpu/);
    if (said.includes('invalid:')) return;
    expect(said).toMatch(
      /slower: live-feed sse http\/1\.1: bytes\.perDelivery is at least \d+\.\d\d× the baseline/,
    );
  },
  BENCH_LIMIT_MS,
);

const refused: [line: string, sentence: RegExp][] = [
  ['--baseline nowhere', /id, its folder or its run\.json.*"nowhere".*nowhere\/run\.json/],
  ['--baseline same --clients 9', /clients 9 instead of 5.*--clients 5/],
  ['--baseline same --http 2', /no case that it has valid trials of.*sse http\/1\.1/],
  [
    '--baseline same --trials 1 --fail-if-slower 10%',
    /two trials or more.*1 in this run and 2 in the baseline/,
  ],
  ['--fail-if-slower 10%', /together with --baseline/],
  ['--baseline same --fail-if-slower 10', /--fail-if-slower to be a share such as 10%.*"10"/],
];

for (const [line, sentence] of refused) {
  test(`${line} is refused before anything is measured`, async () => {
    await store('same', () => {});
    const runs = await readdir(out);
    const command = startCommand('bench', `${LINE} --out ${out} ${line}`);
    expect(await command.ended).toBe(2);
    expect(command.output.stderr).toMatch(sentence);
    expect(await readdir(out)).toEqual(runs);
  });
}
