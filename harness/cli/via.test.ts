import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive } from '../../lab/outside/process-figures.ts';
import { needProgram } from '../../lab/outside-program.ts';
import { runSchema } from '../results/schema.ts';
import { descendantsOf, startCommand } from './test-command.ts';

const BENCH_LIMIT_MS = 90_000;

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'lab-via-'));
});
afterEach(() => rm(out, { recursive: true }));

const bench = (line: string) => startCommand('bench', `${line} --out ${out}`);

test(
  'what a proxy refuses as foretold makes no run invalid: the table, the notes and the result name it',
  async (test) => {
    needProgram(test, 'nginx');
    const command = bench(
      '--via nginx-default,nginx-h2 --transport websocket --clients 8 --rate 5 --duration 500ms --warmup 100ms --trials 1 --no-raw --json',
    );
    expect(await command.ended, command.output.stderr).toBe(0);
    const { stdout, stderr } = command.output;
    expect(stderr).toContain('via=nginx-default, damaged as foretold');
    expect(stderr).toContain('note: As foretold: every WebSocket is refused');
    expect(stderr).toMatch(/not available: WebSocket HTTP\/2 via=nginx-h2: .*RFC 8441/);
    const run = runSchema.parse(JSON.parse(stdout));
    expect(Object.entries(run.proxies ?? {}).map(([id, { program }]) => [id, program])).toEqual([
      ['nginx-default', 'nginx'],
      ['nginx-h2', 'nginx'],
    ]);
    expect(run.cases.map(({ id, parameters }) => [id, parameters.via])).toEqual([
      ['live-feed websocket http/1.1 via=nginx-default', 'nginx-default'],
    ]);
  },
  BENCH_LIMIT_MS,
);

test(
  'Ctrl-C ends a bench through a proxy, the proxy included',
  async (test) => {
    needProgram(test, 'nginx');
    const command = bench('--via nginx-tuned --transport sse --http 1.1 --clients 8 --duration 60s --no-raw');
    await command.says('trial 1');
    await expect.poll(async () => (await descendantsOf(command.pid)).length, { timeout: 30_000 }).toBe(4);
    const processes = await descendantsOf(command.pid);
    command.signal('SIGINT');
    await command.ended;
    expect(processes.filter(isAlive)).toEqual([]);
  },
  BENCH_LIMIT_MS,
);

test('a ledger behind a proxy is refused with what to do', async () => {
  const command = bench('--via haproxy --ledger');
  expect(await command.ended).toBe(2);
  expect(command.output.stderr).toContain('give --ledger a run of its own');
  expect(await readdir(out)).toEqual([]);
});

test('an experiment that is none is answered with those there are', async () => {
  const command = bench('--experiment apache');
  expect(await command.ended).toBe(2);
  expect(command.output.stderr).toContain('nginx-directives');
});
