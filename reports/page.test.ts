import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fixtureCapacity } from './fixture-capacity.ts';
import { FATAL_WARNING, fixtureRun } from './fixture-run.ts';
import { fixtureSweep } from './fixture-sweep.ts';
import { renderPage } from './page.ts';
import { drawnOf, usePages } from './test-page.ts';

const HOSTILE = `</script><img src=x onerror="window.hacked=1"><!--<script>`;
const CHARTS = drawnOf(fixtureRun());

const { bundle, inChromium, open, coloursDrawn } = usePages();

test('a page is one file well under a megabyte', async () => {
  const html = await renderPage(fixtureRun(), bundle());
  expect(html.length).toBeLessThan(700_000);
  expect(html).not.toMatch(/(src|href)="(?!data:)/);
});

test('the bundle holds nothing that would end its own element', async () => {
  const html = await renderPage(fixtureRun(), bundle());
  expect(html.match(/<\/script/g)).toHaveLength(2);
  expect(html.match(/<\/style/g)).toHaveLength(1);
});

describe('the page in Chromium', () => {
  inChromium(
    'every chart is drawn, nothing is complained of, and nothing but the file is asked for',
    async () => {
      const { page, complaints, requests, file } = await open(fixtureRun());
      const colours = await coloursDrawn(page);
      expect(colours).toHaveLength(CHARTS);
      for (const count of colours) expect(count).toBeGreaterThan(20);
      expect(complaints).toEqual([]);
      expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(file).href]);
    },
  );

  inChromium('hostile names and messages stay text and run nothing', async () => {
    const hostile = fixtureRun({
      change: (run) => {
        const texts = { en: HOSTILE, ko: HOSTILE };
        const warning = { code: HOSTILE, fatal: false, seen: texts, why: texts, remedy: texts };
        run.id = run.command = run.seed = HOSTILE;
        run.environment.cpu = run.environment.os = HOSTILE;
        run.scenarios['live-feed'] = { title: texts, summary: texts };
        for (const transport of Object.values(run.transports)) transport.title = texts;
        for (const [index, one] of run.cases.entries()) one.id = `${HOSTILE}${index}`;
        run.cases[0]?.warnings.push(warning);
        run.warnings.push(warning);
        run.metrics.push({ path: 'source.lagP99Us', title: texts, unit: 'us' });
        run.unavailable.push({ transport: HOSTILE, http: '2', reason: texts });
      },
    });
    const { page, complaints } = await open(hostile);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('h1').textContent()).toBe(HOSTILE);
    expect(await page.locator('canvas').count()).toBe(CHARTS);
    expect(complaints).toEqual([]);
  });

  inChromium('the page speaks the reader’s language and can be switched', async () => {
    const { page, complaints } = await open(fixtureRun(), { locale: 'ko-KR' });
    expect(await page.getAttribute('html', 'lang')).toBe('ko');
    expect(await page.locator('h1').textContent()).toBe('라이브 피드');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.locator('h1').textContent()).toBe('Live feed');
    expect(await coloursDrawn(page)).toHaveLength(CHARTS);
    expect(complaints).toEqual([]);
  });

  inChromium('the page follows the system’s colours and can be switched', async () => {
    const { page } = await open(fixtureRun(), { colorScheme: 'dark' });
    const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await paper();
    await page.getByRole('button', { name: 'Light' }).click();
    expect(await paper()).not.toBe(dark);
    expect(Math.min(...(await coloursDrawn(page)))).toBeGreaterThan(20);
  });

  inChromium('a sweep is drawn as a whole, and single charts at the value that is chosen', async () => {
    const { page, complaints } = await open(fixtureSweep());
    expect(await coloursDrawn(page)).toHaveLength(drawnOf(fixtureSweep()));
    const bars = page.locator('#chart-bytes-per-delivery h3');
    expect(await bars.textContent()).toBe('Bytes per delivery · 400 subscribers');
    await page.getByRole('button', { name: '50 subscribers', exact: true }).click();
    expect(await bars.textContent()).toBe('Bytes per delivery · 50 subscribers');
    expect(await page.locator('.summary .point').allTextContents()).toHaveLength(4);
    expect(await page.locator('#chart-latency-over-load h3').textContent()).not.toContain('50');
    expect(complaints).toEqual([]);
  });

  inChromium('a search for capacity is shown with its answers, its chart and every probe', async () => {
    const { page, complaints } = await open(fixtureCapacity());
    expect(await page.locator('h1').textContent()).toBe('Live feed');
    expect(await page.locator('.findings .answer').first().textContent()).toBe('≥ 4,201 subscribers');
    expect(await coloursDrawn(page)).toHaveLength(1);
    expect(await page.locator('.not-drawn, .summary').count()).toBe(0);
    await page.locator('summary', { hasText: 'Every probe · Server-Sent Events · HTTP/1.1' }).click();
    expect(await page.locator('details[open] tbody tr').count()).toBe(4);
    expect(complaints).toEqual([]);
  });

  inChromium(
    'what a run has nothing to draw for is named once, with the reason, and leaves no empty card',
    async () => {
      const plain = fixtureRun({
        change: (run) => {
          for (const one of run.cases) delete one.ledger;
        },
      });
      const { page } = await open(plain);
      expect(await page.locator('.not-drawn dt').allTextContents()).toEqual([
        'How much it carries',
        'Waiting as the load grows, Server CPU as the load grows, Bytes per delivery as the load grows',
        'Subscribers with a connection, Attempts to come back, Deliveries per second, One subscriber, id by id',
        'Where the bytes go',
      ]);
      expect(await page.locator('.not-drawn dd').last().textContent()).toContain('--ledger');
      expect(await page.locator('article').count()).toBe(await page.locator('canvas').count());
    },
  );

  inChromium('a warning of many cases is told of three, and in a sweep says at which load', async () => {
    const swept = fixtureSweep();
    for (const [index, one] of swept.cases.entries()) {
      const seen = { en: `Late by ${index} ms.`, ko: `${index} ms 늦었습니다.` };
      one.warnings.push({ ...FATAL_WARNING, fatal: false, seen });
    }
    const { page } = await open(swept);
    const seen = page.locator('.warnings.caution li').first().locator('.seen');
    expect(await seen.first().textContent()).toMatch(/Late by 0 ms\. .* · 50 subscribers/);
    expect(await seen.count()).toBe(swept.cases.length);
    expect(await seen.nth(3).isVisible()).toBe(false);
  });

  inChromium('every section is reached from the top of the page', async () => {
    const { page } = await open(fixtureRun());
    const links = page.locator('.contents a');
    expect(await links.count()).toBe(await page.locator('main h2').count());
    await links.last().click();
    expect(await page.evaluate(() => document.querySelector(':target')?.tagName)).toBe('H2');
  });

  inChromium('a phone shows the page without scrolling sideways', async () => {
    for (const run of [fixtureRun(), fixtureSweep(), fixtureCapacity()]) {
      const { page } = await open(run, { viewport: { width: 390, height: 844 } });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    }
  });

  inChromium('charts follow the size of the window', async () => {
    const { page, complaints } = await open(fixtureRun());
    for (const width of [1920, 390, 900]) {
      await page.setViewportSize({ width, height: 800 });
      await page.waitForFunction(() =>
        [...document.querySelectorAll('canvas')].every(({ clientWidth }) => clientWidth < innerWidth),
      );
      await expect
        .poll(async () => Math.min(...(await coloursDrawn(page))), { timeout: 10_000 })
        .toBeGreaterThan(20);
    }
    expect(complaints).toEqual([]);
  });

  inChromium('a line is hidden and shown by keyboard, and says which it is', async () => {
    const { page } = await open(fixtureRun());
    const button = page.locator('#chart-latency-percentiles .legend button').first();
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    await page.keyboard.press('Enter');
    expect(await button.getAttribute('aria-pressed')).toBe('true');
  });

  inChromium('the command that repeats the run is copied whole', async () => {
    const { page } = await open(fixtureRun(), { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(fixtureRun().command);
  });

  inChromium('one trial is said to give no confidence, and what is not available says why', async () => {
    const { page } = await open(
      fixtureRun({
        trials: 1,
        change: (run) =>
          run.unavailable.push({ transport: 'sse', http: '2', reason: { en: 'no such thing', ko: '없음' } }),
      }),
    );
    expect(await page.locator('.findings .note').textContent()).toContain('no confidence');
    expect(await page.locator('.unavailable').textContent()).toContain('not available: no such thing');
  });
});

test('a missing bundle is an error that says what to run', async () => {
  const nowhere = new URL('./no-such-folder/', import.meta.url);
  await expect(renderPage(fixtureRun(), nowhere)).rejects.toThrow(/npm run prepare/);
});
