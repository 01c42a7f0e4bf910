import { launch } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { needProgram } from '../lab/outside-program.ts';
import { ask } from '../reports/server/test-request.ts';
import { barriersIn } from '../reports/test-accessibility.ts';
import { useChromium } from '../reports/test-chromium.ts';
import type { Course, Origin } from './course.ts';
import { until } from './test-driver.ts';
import { useWorkshops } from './test-workshop.ts';

const open = useWorkshops();
const { inChromium, visit } = useChromium();
const PHONE = { width: 390, height: 844 };
const LESSON = 'so-which';
/** Of claim 1; a reader who ran one experiment has all others from the lab. */
const MEASURED_HERE = 'way-back';

test('with eight tabs of the workshop open a ninth still answers, and a tab that is looked at again has the news', async (context) => {
  const workshop = await open();
  // Playwright tells every tab that it is looked at.
  const browser = await launch({
    executablePath: needProgram(context, 'chromium'),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const presenter = await browser.newPage();
    await presenter.goto(`${workshop.url}presenter`);
    await presenter.waitForSelector('.controls');
    for (let tab = 2; tab <= 8; tab++) {
      const page = await browser.newPage();
      await page.goto(`${workshop.url}lessons/${LESSON}`);
      await page.waitForSelector('.question');
    }
    const ninth = await browser.newPage();
    await ninth.goto(`${workshop.url}screen`);
    await ninth.waitForSelector('h1');
    await ask(`${workshop.url}api/class`, { method: 'POST', body: JSON.stringify({ show: LESSON }) });
    await ninth.waitForSelector('.question');
    expect(await presenter.$('.question')).toBeNull();
    await presenter.bringToFront();
    await presenter.waitForSelector('.question');
  } finally {
    await browser.close();
  }
});

inChromium('every verdict says on whose machine it was measured, and when', async () => {
  const workshop = await open();
  const { claims: all } = (await ask(`${workshop.url}api/course`)).body as Course;
  const measured = all.filter(({ verdict }) => verdict && 'experiment' in verdict.by);
  const { page } = await visit(workshop.url, '.lesson-list');
  await page.route('**/api/course', async (route) => {
    const course = (await (await route.fetch()).json()) as Course;
    const owned = (from: Origin, experiment: string): Origin => ({
      ...from,
      whose: experiment === MEASURED_HERE ? 'own' : 'stored',
    });
    const experiments = Object.entries(course.experiments).map(([id, { result, ...known }]) => [
      id,
      result ? { ...known, result: { ...result, from: owned(result.from, id) } } : known,
    ]);
    const claims = course.claims.map((claim) =>
      claim.verdict && 'experiment' in claim.verdict.by
        ? {
            ...claim,
            verdict: { ...claim.verdict, from: owned(claim.verdict.from, claim.verdict.by.experiment) },
          }
        : claim,
    );
    await route.fulfill({ json: { experiments: Object.fromEntries(experiments), claims } });
  });
  const own = /Measured on this machine: .*20\d\d/;
  const stored = /Stored with the lab, of another machine: .*20\d\d.*, Node /;
  const origins = (place: string): Promise<string[]> => page.locator(`${place} .origin`).allTextContents();

  await page.goto(`${workshop.url}claims`);
  await page.waitForSelector('tbody tr');
  const rows = await origins('tbody');
  expect(rows.filter((text) => own.test(text))).toHaveLength(1);
  expect(rows.filter((text) => stored.test(text))).toHaveLength(measured.length - 1);

  await page.goto(`${workshop.url}lessons/four-ways`);
  await page.click('.prediction button');
  await page.click('.reveal');
  await page.waitForSelector('.verdicts');
  expect(await page.locator('[data-claim="1"] .origin').innerText()).toMatch(own);
  expect(await page.locator('[data-claim="2"] .origin').innerText()).toMatch(stored);
  expect(await page.locator('.result .origin').allInnerTexts()).toEqual([
    expect.stringMatching(stored),
    expect.stringMatching(own),
    expect.stringMatching(stored),
  ]);

  await page.goto(`${workshop.url}handout`);
  await page.waitForSelector('.handout');
  const printed = await origins('.handout:has([data-claim="1"]) >');
  expect(printed.map((text) => own.test(text))).toEqual([false, true, false]);
});

inChromium('what is written at the end of a bar is not cut off, on a phone and on the screen', async () => {
  const workshop = await open();
  for (const wish of [{ show: 'proxy-in-the-middle' }, { reveal: true }]) {
    await ask(`${workshop.url}api/class`, { method: 'POST', body: JSON.stringify(wish) });
  }
  for (const viewport of [PHONE, { width: 1920, height: 1080 }]) {
    const { page } = await visit(`${workshop.url}screen`, '.lesson-charts canvas', { viewport });
    const canvas = page.locator('.lesson-charts canvas').first();
    const inkInColumn = (fromRight: number): Promise<boolean> =>
      canvas.evaluate((element, from) => {
        const { width, height } = element as HTMLCanvasElement;
        const pen = (element as HTMLCanvasElement).getContext('2d');
        const column = pen?.getImageData(width - from, 0, from, height).data ?? [];
        return column.some((value, index) => index % 4 === 3 && value > 0);
      }, fromRight);
    await canvas.scrollIntoViewIfNeeded();
    await until(
      'it is drawn',
      () => inkInColumn(200),
      (isDrawn) => isDrawn,
    );
    expect(await inkInColumn(1), `${viewport.width} px`).toBe(false);
  }
});

const PAGES = ['', `lessons/${LESSON}`, 'claims', 'presenter', 'screen', 'handout', 'plan?minutes=60'];

inChromium(
  'axe-core finds nothing serious on any page, in both themes, and none scrolls sideways on a phone',
  async () => {
    const workshop = await open({ room: { address: '127.0.0.1', port: 0 } });
    const room = workshop.roomUrl ?? '';
    const wish = (body: object) =>
      ask(`${workshop.url}api/class`, { method: 'POST', body: JSON.stringify(body) });
    await wish({ show: LESSON });
    await ask(`${room}predictions`, {
      method: 'POST',
      body: JSON.stringify({ participant: 'a'.repeat(32), lesson: LESSON, answer: 1 }),
    });
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const address of [room, ...PAGES.map((path) => `${workshop.url}${path}`)]) {
        const { page } = await visit(address, 'main h1', { colorScheme, viewport: PHONE });
        await page.waitForFunction(() => document.querySelector('h1')?.textContent !== 'Loading …');
        if (address.includes('/lessons/')) {
          await page.click('.option');
          await page.click('.prediction button');
          await page.click('.reveal');
          await page.waitForSelector('.result > *');
        }
        expect(await barriersIn(page), address).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBe(PHONE.width);
      }
    }
  },
  180_000,
);
