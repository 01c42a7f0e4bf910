import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from '../../lab/outside/process-figures.ts';
import { type Run, runSchema } from '../results/schema.ts';
import { readRun } from '../results/store.ts';
import { descendantsOf, startCommand } from './test-command.ts';

const LIMIT_MS = 60_000;
const SHORT = '--find-capacity --duration 500ms --warmup 0ms --http 2';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'lab-capacity-'));
});
afterEach(() => rm(out, { recursive: true }));

const search = (line: string) => startCommand('bench', `${SHORT} ${line} --out ${out}`);

async function stored(): Promise<Run> {
  const [folder = ''] = await readdir(out);
  return readRun(join(out, folder, 'run.json'));
}

test(
  'a search says beforehand how long it may take, probes real loads and stores every probe',
  async () => {
    const command = search('--transport sse --clients 20 --search-time 15s --slo lost<100% --json');
    expect(await command.ended, command.output.stderr).toBe(0);
    expect(command.output.stderr).toMatch(/One search for .*lost<100%: at most 15 seconds/);
    expect(command.output.stderr).toMatch(/probe 1, growing: 2\d clients: kept · p99 /);
    const run = runSchema.parse(JSON.parse(command.output.stdout));
    const [found] = run.capacity?.cases ?? [];
    expect([run.complete, run.cases, found?.transport, found?.http]).toEqual([true, [], 'sse', '2']);
    const probes = found?.probes ?? [];
    expect(probes.length).toBeGreaterThan(1);
    for (const { load, figures } of probes) expect(figures?.expected).toBe(load * (figures?.events ?? 0));
    // An objective that nothing breaks: when the time is up, all it can say is a lower bound.
    expect(found).toMatchObject({
      answer: Math.max(...probes.map(({ load }) => load)),
      atLeast: true,
      confirmed: false,
      stoppedBy: null,
    });
    const [folder = ''] = await readdir(out);
    expect((await readdir(join(out, folder))).sort()).toEqual(['report.html', 'run.json']);
  },
  LIMIT_MS,
);

test(
  'polling that cannot keep an objective at any load is stopped by its interval, and that is confirmed',
  async () => {
    const command = search('--transport polling --clients 50 --slo p50<50ms --poll-interval 2s');
    expect(await command.ended, command.output.stderr).toBe(0);
    expect(command.output.stderr).toMatch(/Polling HTTP\/2 +│ +< 1 clients .*poll interval/);
    const [found] = (await stored()).capacity?.cases ?? [];
    expect(found).toMatchObject({ answer: null, next: 1, confirmed: true, stoppedBy: 'poll-interval' });
  },
  LIMIT_MS,
);

test(
  'Ctrl-C keeps the probes that are done and leaves no process',
  async () => {
    const command = search('--transport sse --clients 20');
    await command.says('probe 2');
    const processes = await descendantsOf(command.pid);
    command.signal('SIGINT');
    expect(await command.ended).toBe(1);
    expect(command.output.stderr).toMatch(/Not complete: \d+ probes were done and are kept/);
    const run = await stored();
    expect([run.complete, run.capacity?.cases[0]?.probes.length]).toEqual([false, expect.any(Number)]);
    expect(run.capacity?.cases[0]?.probes.length).toBeGreaterThan(1);
    expect(processes.filter(isAlive)).toEqual([]);
  },
  LIMIT_MS,
);
