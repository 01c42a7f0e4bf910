import { access, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useServedPages } from '../../reports/server/test-server.ts';
import { barriersIn } from '../../reports/test-accessibility.ts';
import { startCommand } from './test-command.ts';

/** Processes start, and tests share two cores. */
const SOON = { timeout: 20_000 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-report-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the command serves a folder of runs at the address that it prints, until it is interrupted', async () => {
  const command = startCommand('report', `--port 0 --runs ${join(folder, 'fresh')}`);
  await command.says('Ctrl-C ends it.');
  const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(command.output.stdout) ?? [];
  expect(await (await fetch(address)).text()).toContain('/assets/page.js');
  expect(await (await fetch(`${address}api/runs`)).json()).toEqual({ runs: [] });
  const second = startCommand('report', `--port ${new URL(address).port} --runs ${folder}`);
  expect(await second.ended).toBe(1);
  expect(second.output.stderr).toMatch(/a port that another program uses.*--port.*\[report-port-unusable\]/);
  command.signal('SIGINT');
  expect(await command.ended).toBe(0);
});

test('in a container it listens for the port that is published, says who gets in, and keeps its own names', async () => {
  const command = startCommand('report', `--port 0 --address 0.0.0.0 --runs ${join(folder, 'fresh')}`);
  await command.says('Ctrl-C ends it.');
  expect(command.output.stdout).toMatch(/listens on 0\.0\.0\.0: whoever .* delete runs\. There is no login/);
  const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(command.output.stdout) ?? [];
  expect((await fetch(address)).status).toBe(200);
  expect((await fetch(address.replace('127.0.0.1', '127.0.0.2'))).status).toBe(421);
  command.signal('SIGTERM');
  expect(await command.ended).toBe(0);
});

test.each([
  ['--port 70000', /--port.*from 0 to 65535.*"70000"/],
  ['--address 10.0.0.1', /--address to be 127\.0\.0\.1, or 0\.0\.0\.0 in a container.*"10\.0\.0\.1"/],
  ['--frobnicate', /unknown option '--frobnicate'/],
])('%s is wrong usage', async (line, sentence) => {
  const command = startCommand('report', line);
  expect(await command.ended).toBe(2);
  expect(command.output.stderr).toMatch(sentence);
});

describe('a bench under way', () => {
  const { serve, inChromium, open } = useServedPages();

  inChromium(
    'is seen at the top of the list while it runs, and its run arrives without a reload',
    async () => {
      const { url, runs } = await serve();
      const { page, complaints } = await open(url);
      await page.waitForSelector('.empty');
      const line =
        '--transport sse --http 1.1 --no-raw --clients 40 --rate 20 --warmup 500ms --duration 4s --trials 2';
      const bench = startCommand('bench', `${line} --out ${runs}`);
      const now = page.locator('.bench .now');
      await expect
        .poll(() => now.textContent({ timeout: 500 }).catch(() => ''), SOON)
        .toMatch(/^Server-Sent Events HTTP\/1\.1 · trial 1 of 2 · measuring$/);
      const figures = page.locator('.bench dd');
      await expect.poll(() => figures.nth(0).textContent(), SOON).toMatch(/^[\d.]+ ms$/);
      await expect.poll(() => figures.nth(1).textContent(), SOON).toMatch(/^[\d.]+ ms$/);
      await expect
        .poll(async () => Number((await figures.nth(2).textContent())?.replace(',', '')), SOON)
        .toBeGreaterThan(100);
      await expect.poll(() => figures.nth(3).textContent(), SOON).toBe('40');
      await expect.poll(() => page.locator('.bench path').getAttribute('d'), SOON).toMatch(/^M.*L/);
      await expect.poll(() => page.locator('.run .mark').first().textContent(), SOON).toBe('Under way');
      await expect.poll(() => now.textContent(), SOON).toMatch(/trial 2 of 2/);
      expect(await barriersIn(page)).toEqual([]);
      // Its load generator shares the cores with Chromium here, and may rightly say that it did not keep up.
      expect([0, 3]).toContain(await bench.ended);
      await page.waitForSelector('.bench', { state: 'detached' });
      await expect
        .poll(() => page.locator('.run .mark').allTextContents(), SOON)
        .toEqual([expect.stringMatching(/^(Valid|Not valid)$/)]);
      await expect
        .poll(() => page.locator('.said').textContent(), SOON)
        .toBe('The measurement has ended: Live feed');
      const [id = ''] = (await readdir(runs)).filter((name) => !name.startsWith('.'));
      await expect(access(join(runs, id, 'live.json'))).rejects.toThrow();
      expect(complaints).toEqual([]);
    },
    180_000,
  );

  inChromium('is shown with its load where it searches for capacity', async () => {
    const { url, runs } = await serve();
    const { page } = await open(url);
    const line = '--transport sse --http 1.1 --find-capacity --search-time 6s --duration 1s --warmup 500ms';
    const bench = startCommand('bench', `${line} --out ${runs}`);
    await expect
      .poll(
        () =>
          page
            .locator('.bench .now')
            .textContent()
            .catch(() => ''),
        SOON,
      )
      .toMatch(/^Server-Sent Events HTTP\/1\.1 · probe \d+: \d+ subscribers · /);
    await bench.ended;
    await page.waitForSelector('.bench', { state: 'detached' });
  });
});
