import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, expect, test } from 'vitest';
import { findProgram, needProgram } from '../lab/outside-program.ts';
import { loadLessons } from './load-parts.ts';
import type { DrivenPage } from './test-driver.ts';
import { takeLesson } from './test-lesson.ts';
import { useWorkshops } from './test-workshop.ts';

/** The four transports, the browser's limit of connections with HTTP/2, and knobs: what browsers may differ in. */
const TAKEN = ['four-ways', 'seventh-tab', 'asking-for-nothing'];

const open = useWorkshops();
const lessons = await loadLessons();
let firefox: Browser | undefined;
afterAll(() => firefox?.close());

const driven = (page: Page): DrivenPage => ({
  browser: 'firefox',
  click: async (selector) => {
    // By the page itself: what lies below the window's edge is not scrolled to in time for a pointer.
    await page.waitForSelector(selector);
    await page.$eval(selector, (element) => (element as HTMLElement).click());
  },
  fill: (selector, value) =>
    page.$eval(
      selector,
      (element, text) => {
        const field = element as HTMLInputElement | HTMLSelectElement;
        field.value = text;
        for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
      },
      value,
    ),
  text: (selector) => page.evaluate((one) => document.querySelector(one)?.textContent ?? '', selector),
  attribute: (selector, name) =>
    page.evaluate((one, its) => document.querySelector(one)?.getAttribute(its) ?? null, selector, name),
});

for (const id of TAKEN) {
  test(`lesson ${id} is guessed, demonstrated, measured and judged in Firefox`, {
    timeout: 180_000,
  }, async (context) => {
    const executablePath =
      findProgram('firefox-esr', process.env.PATH ?? '') ?? needProgram(context, 'firefox');
    firefox ??= await launch({
      browser: 'firefox',
      executablePath,
      headless: true,
      acceptInsecureCerts: true,
    });
    const lesson = lessons.find((one) => one.id === id);
    if (lesson === undefined) throw new Error(`no lesson ${id}`);
    const workshop = await open();
    const page = await firefox.newPage();
    await page.goto(`${workshop.url}lessons/${id}`);
    await takeLesson(driven(page), lesson);
    expect(workshop.demos).toBe(0);
    await page.close();
  });
}
