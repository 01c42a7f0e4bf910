import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runSchema } from '../results/schema.ts';
import { startCommand } from './test-command.ts';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'lab-engines-'));
});
afterEach(() => rm(out, { recursive: true }));

test('two engines play one run: their cases stand side by side, and what one cannot play is told', async () => {
  const line = '--engine autocannon,native --transport polling --quick --clients 12 --json --no-raw';
  const command = startCommand('bench', `${line} --out ${out}`);
  // Busy clients beside other tests make a run invalid, which is not meant here.
  expect([0, 3], command.output.stderr).toContain(await command.ended);
  const run = runSchema.parse(JSON.parse(command.output.stdout));
  expect(run.cases.map(({ id, parameters }) => [id, parameters.engine])).toEqual([
    ['live-feed polling http/1.1', undefined],
    ['live-feed polling http/1.1 engine=autocannon', 'autocannon'],
    ['live-feed polling http/2', undefined],
  ]);
  for (const { trials } of run.cases) {
    expect(trials[0]?.deliveries.received).toBe(trials[0]?.deliveries.expected);
  }
  expect(run.cases.map(({ trials }) => trials[0]?.engine?.saturation !== undefined)).toEqual([
    false,
    true,
    false,
  ]);
  expect(run.unavailable).toMatchObject([
    {
      transport: 'polling',
      http: '2',
      variant: 'engine=autocannon',
      reason: { en: 'autocannon speaks HTTP/1.1 only' },
    },
  ]);
  expect(run.environment.packages.autocannon).toMatch(/^\d+\.\d+\.\d+/);
  expect(command.output.stderr).toMatch(/not available: Polling HTTP\/2 engine=autocannon: /);
  expect(command.output.stderr).toMatch(
    /request p50.*Polling · HTTP\/1\.1 .*native.*autocannon.*saturation: Polling/s,
  );
  const [folder = ''] = await readdir(out);
  expect(await readFile(join(out, folder, 'report.html'), 'utf8')).toContain('engine=autocannon');
}, 90_000);
