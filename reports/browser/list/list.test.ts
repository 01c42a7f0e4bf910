import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { FATAL_WARNING, fixtureRun } from '../../fixture-run.ts';
import { useServedPages } from '../../server/test-server.ts';
import { barriersIn } from '../../test-accessibility.ts';

const HOSTILE = `</script><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`;
/** Reading a run takes a moment where tests share two cores. */
const SOON = { timeout: 10_000 };
const RUN = fixtureRun({ trials: 1 });
const run = (id: string, day: number, change: Parameters<typeof fixtureRun>[0] = {}) => ({
  ...fixtureRun({ trials: 1, ...change }),
  id,
  startedAt: `2026-11-${String(day).padStart(2, '0')}T09:00:00.000Z`,
});

const { serve, inChromium, open } = useServedPages();
const titles = (page: Page): Promise<string[]> => page.locator('.run h2').allTextContents();

/** Three runs, one of them invalid, and a damaged one. */
async function stocked() {
  const server = await serve();
  await server.add(run('first', 1));
  await server.add(run('second', 2, { without: ['polling', 'long-polling'] }));
  await server.add(run('third', 3, { change: ({ warnings }) => warnings.push(FATAL_WARNING) }));
  await server.add('{"schema":', 'cut-off');
  return server;
}

describe('the list of runs in Chromium', () => {
  inChromium('shows each run with what it is, and damaged ones with the reason', async () => {
    const { url } = await stocked();
    const { page, complaints } = await open(url);
    await page.waitForSelector('.run');
    expect(await titles(page)).toEqual(['Live feed', 'Live feed', 'Live feed', 'cut-off']);
    expect(await page.locator('.run .when').allTextContents()).toEqual([
      expect.stringMatching(/Nov 3, 2026.* · third/),
      expect.stringMatching(/Nov 2, 2026.* · second/),
      expect.stringMatching(/Nov 1, 2026.* · first/),
      '',
    ]);
    expect(await page.locator('.run .mark').allTextContents()).toEqual([
      'Not valid',
      'Valid',
      'Valid',
      'Damaged',
    ]);
    expect(await page.locator('.run').nth(1).locator('.transports').textContent()).toBe(
      'Server-Sent EventsWebSocket',
    );
    expect(await page.locator('.run').nth(3).locator('.reason').textContent()).toMatch(/JSON/);
    expect(await page.locator('.run').nth(3).locator('a, input').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  inChromium('is searched as one types, and the address keeps the search', async () => {
    const { url } = await stocked();
    const { page } = await open(url);
    await page.waitForSelector('.run');
    await page.getByRole('searchbox').pressSequentially('POLLING nov');
    expect(await page.locator('.run').count()).toBe(2);
    expect(await page.locator('.count').textContent()).toBe('2 of 4 runs');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('search');
    expect(new URL(page.url()).search).toBe('?q=POLLING+nov');
    await page.reload();
    await page.waitForSelector('.run');
    expect(await page.locator('.run').count()).toBe(2);
    for (const [mark, found] of [
      ['valid', 2],
      ['Not  valid', 1],
      ['not va', 1],
      ['damaged', 1],
    ] as const) {
      await page.getByRole('searchbox').fill(mark);
      expect(await page.locator('.run').count(), mark).toBe(found);
    }
    await page.getByRole('searchbox').fill('no such run');
    expect(await page.locator('.count').textContent()).toBe('No run has all of these words.');
    await page.getByRole('searchbox').fill('');
    expect(await page.locator('.run').count()).toBe(4);
    expect(new URL(page.url()).search).toBe('');
  });

  inChromium('several are ticked by keyboard and compared; a search does not untick them', async () => {
    const { url } = await stocked();
    const { page } = await open(url);
    await page.waitForSelector('.run');
    const compare = page.locator('#compare');
    expect(await compare.isDisabled()).toBe(true);
    for (const id of ['first', 'third']) {
      await page.locator(`[id="select ${id}"]`).focus();
      await page.keyboard.press('Space');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(`select ${id}`);
    }
    await page.getByRole('searchbox').fill('second');
    expect(await compare.textContent()).toBe('Compare 2 runs');
    await compare.click();
    await page.waitForURL('**/compare?**');
    expect(new URL(page.url()).searchParams.getAll('run')).toEqual(['first', 'third']);
  });

  inChromium('a run is opened, and the way back leads to the list', async () => {
    const { url } = await stocked();
    const { page, complaints } = await open(url);
    await page.locator('.run a').first().click();
    await page.waitForSelector('canvas');
    expect(page.url()).toBe(`${url}runs/third`);
    expect(await page.locator('h1').textContent()).toBe('Live feed');
    await page.getByRole('button', { name: '한국어' }).click();
    await page.getByRole('link', { name: '실행 목록으로' }).click();
    await page.waitForSelector('.run');
    expect(await page.locator('h1').textContent()).toBe('실행 목록');
    expect(complaints).toEqual([]);
  });

  inChromium('a run is renamed in a dialog, which Escape leaves as it was', async () => {
    const { url } = await stocked();
    const { page, complaints } = await open(url);
    const rename = page.locator('[id="rename second"]');
    await rename.click();
    await page.keyboard.type('no');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('rename second');
    await page.keyboard.press('Enter');
    await page.keyboard.type(HOSTILE);
    await page.keyboard.press('Enter');
    await expect.poll(() => titles(page), SOON).toContain(HOSTILE);
    await expect.poll(() => page.locator('.said').textContent(), SOON).toBe(`Renamed: ${HOSTILE}`);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await page.locator('img').count()).toBe(0);
    await page.reload();
    await expect.poll(() => titles(page), SOON).toContain(HOSTILE);
    expect(complaints).toEqual([]);
  });

  inChromium('a run is deleted only when that is confirmed', async () => {
    const { url, runs } = await stocked();
    const { page } = await open(url);
    for (const [id, choice, left] of [
      ['second', 'Cancel', 4],
      ['second', 'Delete', 3],
      ['cut-off', 'Delete', 2],
    ] as const) {
      await page.locator(`[id="delete ${id}"]`).click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.textContent()).toContain(id);
      expect(await dialog.locator(':focus').textContent()).toBe('Cancel');
      await dialog.getByRole('button', { name: choice }).click();
      await expect.poll(() => page.locator('.run').count(), SOON).toBe(left);
    }
    expect((await readdir(runs)).filter((name) => !name.startsWith('.')).sort()).toEqual(['first', 'third']);
    await expect.poll(() => page.locator('.said').textContent(), SOON).toBe('Deleted: cut-off');
  });

  inChromium(
    'a run.json is added by the button and by dropping it; what is none says the field at fault',
    async () => {
      const { url, runs } = await serve();
      const { page, complaints } = await open(url);
      expect(await page.locator('.empty').textContent()).toContain('npm run bench -- --quick');
      const good = join(runs, 'good.json');
      await writeFile(good, JSON.stringify(RUN));
      await page.locator('#upload').setInputFiles(good);
      await expect.poll(() => titles(page), SOON).toEqual(['Live feed']);
      const drop = async (content: string): Promise<void> => {
        const data = await page.evaluateHandle((text) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], 'theirs.json', { type: 'application/json' }));
          return transfer;
        }, content);
        await page.dispatchEvent('h1', 'drop', { dataTransfer: data });
      };
      await drop(JSON.stringify({ ...RUN, id: 'dropped' }));
      await expect.poll(() => page.locator('.run').count(), SOON).toBe(2);
      expect(complaints).toEqual([]);
      const said = page.locator('.said');
      await drop(JSON.stringify({ ...RUN, id: 'bad', environment: { ...RUN.environment, cores: HOSTILE } }));
      await expect
        .poll(() => said.textContent(), SOON)
        .toMatch(/theirs\.json was not added.*environment\.cores/);
      await drop(JSON.stringify(RUN));
      await expect.poll(() => said.textContent(), SOON).toMatch(/theirs\.json was not added.*not here yet/);
      expect(await page.locator('.run').count()).toBe(2);
    },
  );

  inChromium('whatever a run says of itself stays text, in the list and in its report', async () => {
    const { url, add } = await serve();
    const texts = { en: HOSTILE, ko: HOSTILE };
    await add(
      run('hostile', 1, {
        change: (hostile) => {
          hostile.command = hostile.seed = hostile.environment.cpu = hostile.environment.os = HOSTILE;
          hostile.scenarios = { [HOSTILE]: { title: texts, summary: texts } };
          for (const transport of Object.values(hostile.transports)) transport.title = texts;
          hostile.warnings.push({ ...FATAL_WARNING, seen: texts, why: texts, remedy: texts });
        },
      }),
    );
    await add(JSON.stringify({ ...RUN, cases: HOSTILE, schema: HOSTILE }), 'damaged');
    const { page, complaints } = await open(`${url}?q=${encodeURIComponent('hostile')}`);
    await page.waitForSelector('.run');
    expect(await titles(page)).toEqual([HOSTILE]);
    for (const address of [
      url,
      `${url}runs/hostile`,
      `${url}runs/${encodeURIComponent(HOSTILE.replaceAll('/', ''))}`,
    ]) {
      await page.goto(address);
      await page.waitForSelector('.run, canvas, h1:not(:empty)');
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(() => 'hacked' in window), address).toBe(false);
      expect(await page.locator('img').count(), address).toBe(0);
    }
    expect(complaints.filter((text) => !text.includes('400 (Bad Request)'))).toEqual([]);
  });

  inChromium(
    'nothing keeps anybody out, in either colours, of the list and of a report',
    async () => {
      const { url } = await stocked();
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const [address, ready] of [
          [url, '.run'],
          [`${url}runs/first`, 'canvas'],
        ] as const) {
          const { page } = await open(address, { colorScheme });
          await page.waitForSelector(ready);
          expect(await barriersIn(page), `${address} ${colorScheme}`).toEqual([]);
        }
      }
    },
    180_000,
  );

  inChromium('a phone shows the list without scrolling sideways', async () => {
    const { url, add } = await stocked();
    await add(run('x'.repeat(128), 5, { change: (one) => (one.command = 'x'.repeat(300)) }));
    const { page } = await open(url, { viewport: { width: 390, height: 844 } });
    await page.waitForSelector('.run');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
