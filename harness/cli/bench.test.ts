import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from '../../lab/outside/process-figures.ts';
import { loadScenarios } from '../../scenarios/registry.ts';
import { comparedTransports, loadTransports } from '../../transports/registry.ts';
import { type Run, runSchema } from '../results/schema.ts';
import { readRun } from '../results/store.ts';
import { descendantsOf, startCommand } from './test-command.ts';

const BENCH_LIMIT_MS = 60_000;
const transports = comparedTransports(await loadTransports());
const scenarios = [...(await loadScenarios()).keys()];

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'lab-bench-'));
});
afterEach(() => rm(out, { recursive: true }));

const bench = (line: string) => startCommand('bench', `${line} --out ${out}`);

const OF_A_BUSY_MACHINE: ReadonlySet<string> = new Set(['generator-saturated', 'source-lag']);

/**
 * Runs a bench to its end and returns what it printed as JSON. The tests share their cores with it,
 * so that busy clients, or a harness that publishes late itself, may make a run invalid here.
 */
async function runFor(line: string): Promise<Run> {
  const command = bench(`${line} --json`);
  const code = await command.ended;
  expect([0, 3], command.output.stderr).toContain(code);
  const run = runSchema.parse(JSON.parse(command.output.stdout));
  const fatal = run.cases.flatMap(({ warnings }) => warnings.filter((warning) => warning.fatal));
  expect(fatal.filter(({ code }) => !OF_A_BUSY_MACHINE.has(code))).toEqual([]);
  expect(fatal.length > 0 ? 3 : 0).toBe(code);
  return run;
}

async function storedRun(): Promise<Run> {
  const [folder = ''] = await readdir(out);
  return readRun(join(out, folder, 'run.json'));
}

const balanced = { lost: 0, duplicated: 0, reordered: 0, unexpected: 0, starved: 0 };

for (const { id } of transports) {
  test(
    `a bench of two seconds accounts for every delivery of ${id} over both HTTP versions`,
    async () => {
      const { cases } = await runFor(
        `--transport ${id} --duration 2s --warmup 500ms --trials 1 --clients 40 --no-raw`,
      );
      expect(cases.map(({ transport, http }) => `${transport} ${http}`)).toEqual([`${id} 1.1`, `${id} 2`]);
      for (const { trials } of cases) {
        const [trial] = trials;
        expect(trial?.deliveries.expected).toBeGreaterThan(0);
        // All clients follow one channel, so the schedule alone says what is expected.
        expect(trial?.deliveries.expected).toBe(40 * (trial?.source.published ?? 0));
        expect(trial?.deliveries).toMatchObject({ ...balanced, received: trial?.deliveries.expected });
        expect(trial?.latencyUs.endToEnd.count).toBe(trial?.deliveries.received);
      }
    },
    BENCH_LIMIT_MS,
  );
}

for (const id of scenarios.filter((scenario) => scenario !== 'live-feed')) {
  test(
    `the scenario ${id} balances over WebSocket`,
    async () => {
      const { cases } = await runFor(`--scenario ${id} --transport websocket --http 2 --quick --no-raw`);
      expect(cases[0]?.trials[0]?.deliveries.expected).toBeGreaterThan(0);
      expect(cases[0]?.trials[0]?.deliveries).toMatchObject(balanced);
    },
    BENCH_LIMIT_MS,
  );
}

test(
  'the run is stored with its histograms beside a report, and the raw socket is part of it',
  async () => {
    const printed = await runFor('--transport sse --http 2 --quick --clients 20');
    expect(printed.cases.map(({ transport, http }) => `${transport} ${http}`)).toEqual([
      'sse 2',
      'raw-tcp null',
    ]);
    expect(printed.cases[0]?.trials[0]?.latencyUs.endToEnd.histogram).toBeUndefined();
    expect((await storedRun()).cases[0]?.trials[0]?.latencyUs.endToEnd.histogram).toMatch(/^HIST/);
    const [folder = ''] = await readdir(out);
    expect((await readdir(join(out, folder))).sort()).toEqual(['report.html', 'run.json']);
  },
  BENCH_LIMIT_MS,
);

test(
  'with --source http the harness publishes through POST /events, as an observer that is not counted',
  async () => {
    const { cases } = await runFor('--transport sse --source http --no-tls --no-raw --quick --clients 20');
    for (const { trials, tls } of cases) {
      expect(tls).toBe(false);
      expect(trials[0]?.deliveries).toMatchObject(balanced);
      expect(trials[0]?.connections.httpRequests).toBe(20);
    }
  },
  BENCH_LIMIT_MS,
);

test(
  'a bench with --ledger says of every case where its bytes went',
  async () => {
    const { cases } = await runFor('--transport polling --http 2 --quick --ledger --clients 4');
    expect(cases.map(({ ledger }) => ledger?.subscribers)).toEqual([4, 4]);
    for (const { ledger } of cases) expect(ledger?.phases.deliver.payload.down).toBeGreaterThan(0);
  },
  BENCH_LIMIT_MS,
);

test(
  'of eight tabs in one browser two are starved over HTTP/1.1, and none over HTTP/2',
  async () => {
    const { cases } = await runFor('--transport sse --tabs-per-browser 8 --clients 8 --quick --no-raw');
    expect(cases.map(({ trials }) => trials[0]?.deliveries.starved)).toEqual([2, 0]);
    expect(cases.map(({ trials }) => trials[0]?.connections.tcpPeak)).toEqual([6, 1]);
  },
  BENCH_LIMIT_MS,
);

test(
  'a run of which a case is not valid ends with exit code 3, and says of which and why',
  async () => {
    // Nothing is due within half a second.
    const command = bench(
      '--transport sse --http 2 --rate 0.001 --clients 2 --duration 500ms --trials 1 --no-raw',
    );
    expect(await command.ended).toBe(3);
    expect(command.output.stderr).toMatch(/HTTP\/2, not valid/);
    expect(command.output.stderr).toMatch(/invalid: .*The schedule has no event within the measure phase/s);
    const run = await storedRun();
    expect([run.complete, run.cases[0]?.trials.length]).toEqual([true, 1]);
    expect(run.cases[0]?.warnings.find(({ fatal }) => fatal)?.code).toBe('nothing-expected');
  },
  BENCH_LIMIT_MS,
);

test(
  'Ctrl-C keeps the trials that are done, says where they are, and leaves no process',
  async () => {
    const command = bench('--transport sse --http 2 --quick --trials 3 --clients 10');
    await command.says('trial 3 of 6');
    const processes = await descendantsOf(command.pid);
    command.signal('SIGINT');
    expect(await command.ended).toBe(1);
    expect(command.output.stderr).toMatch(/2 trials were done and are kept/);
    const run = await storedRun();
    expect(run.complete).toBe(false);
    expect(run.cases.flatMap(({ trials }) => trials)).toHaveLength(2);
    expect(command.output.stderr).toContain(run.id);
    expect(processes.filter(isAlive)).toEqual([]);
  },
  BENCH_LIMIT_MS,
);

test(
  'a trial whose processes die ends the run with one sentence, and the trials before it are kept',
  async () => {
    const command = bench('--transport sse --http 2 --quick --trials 3 --clients 10 --no-raw');
    await command.says('trial 2 of 3');
    await expect.poll(async () => (await descendantsOf(command.pid)).length, { timeout: 10_000 }).toBe(2);
    for (const pid of await descendantsOf(command.pid)) process.kill(pid, 'SIGKILL');
    expect(await command.ended).toBe(1);
    expect(command.output.stderr).toMatch(/failed: A trial of live-feed sse http\/2 failed.*SIGKILL/);
    expect(command.output.stderr).not.toMatch(/\n\s+at /);
    const run = await storedRun();
    expect([run.complete, run.cases[0]?.trials.length, run.warnings.length]).toEqual([false, 1, 1]);
  },
  BENCH_LIMIT_MS,
);

test(
  'a bench that is killed leaves no process behind either',
  async () => {
    const command = bench('--transport sse --http 2 --duration 20s --clients 10 --no-raw');
    await command.says('trial 1 of');
    await expect
      .poll(async () => (await descendantsOf(command.pid)).length, { timeout: 10_000 })
      .toBeGreaterThanOrEqual(2);
    const processes = await descendantsOf(command.pid);
    command.signal('SIGKILL');
    await command.ended;
    await expect.poll(() => processes.filter(isAlive), { timeout: 10_000 }).toEqual([]);
  },
  BENCH_LIMIT_MS,
);
