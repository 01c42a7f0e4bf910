import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startCommand } from './test-command.ts';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'lab-input-'));
});
afterEach(() => rm(out, { recursive: true }));

const refused: [line: string, code: number, sentence: RegExp][] = [
  ['--transport sse2', 2, /polling, .*sse.*"sse2"/],
  ['--scenario nothing', 2, /live-feed.*nothing/],
  ['--clients 0', 2, /clients.*at least 1.*0/],
  ['--clients many', 2, /--clients to be a number.*"many"/],
  ['--clients 10,many', 2, /--clients to be a number, or several.*"10,many"/],
  ['--clients 10,0.5', 2, /clients.*a whole number.*0\.5/],
  ['--clients 10,20 --rate 1,5', 2, /one option with several values.*--clients 10,20 and --rate 1,5/],
  ['--duration banana', 2, /--duration to be a duration such as.*"banana"/],
  ['--trials 0', 2, /--trials.*from 1 to 100.*"0"/],
  ['--http 3', 2, /--http.*1\.1, 2.*"3"/],
  ['--engine steam', 2, /native.*"steam"/],
  ['--engine autocannon --transport sse', 2, /none: sse.*engine=autocannon: .*follows no stream/],
  ['--find-capacity --engine native,autocannon', 2, /no --engine with --find-capacity.*--engine autocannon/],
  ['--servers 0', 2, /--servers.*from 1 to 16.*"0"/],
  ['--log elsewhere', 2, /--log.*memory, redis, or redis:\/\/host:port.*"elsewhere"/],
  ['--log redis://me:secret@127.0.0.1:1', 1, /a Redis for the log at redis:\/\/127\.0\.0\.1:1.*--log/s],
  ['--fault log-away --log memory,redis', 2, /--log redis with --fault log-away.*--log memory,redis/],
  ['--fault gateway-error --servers 2 --log redis', 2, /--servers 1 with --fault gateway-error.*--servers 2/],
  ['--fault server-kill --cold-log --log redis', 2, /--cold-log with a log in memory.*--log redis/],
  ['--servers 1,2 --via nginx-tuned', 2, /--log redis with several servers behind a proxy.*--log memory/],
  ['--set rooms', 2, /--set to be name=number.*"rooms"/],
  ['--set wings=2', 2, /live-feed.*wings/],
  ['--find-capacity --slo p99<250', 2, /--slo to have p99 below a duration.*"p99<250"/],
  ['--find-capacity --clients 10,20', 2, /no --clients with --find-capacity.*--clients 10,20/],
  ['--find-capacity --trials 5', 2, /no --trials with --find-capacity.*decides itself/],
  ['--find-capacity --by luck', 2, /--by to be clients or rate.*"luck"/],
  ['--find-capacity --by rate --rate 0 --scenario log-tail', 2, /a rate above 0 to begin with.*--rate 0/],
  ['--slo p99<250ms', 2, /no --slo without --find-capacity/],
  ['--frobnicate', 2, /unknown option '--frobnicate'/],
  ['sse', 2, /too many arguments/],
  ['--clients 500000 --transport sse --http 1.1', 1, /limit of open files.*ulimit|local ports.*sysctl/],
];

for (const [line, code, sentence] of refused) {
  test(`${line} exits ${code} with one sentence that names the value and what is allowed`, async () => {
    const command = startCommand('bench', `${line} --quick --out ${out}`);
    expect(await command.ended).toBe(code);
    expect(command.output.stderr).toMatch(sentence);
    expect(command.output.stderr).not.toMatch(/\n\s+at /);
    expect(await readdir(out)).toEqual([]);
  });
}

test('a results folder that cannot be made exits 1 and names it', async () => {
  const file = join(out, 'a-file');
  await writeFile(file, '');
  const command = startCommand('bench', `--quick --out ${file}`);
  expect(await command.ended).toBe(1);
  expect(command.output.stderr).toMatch(/a-file.*--out/);
});
