import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { useChromium } from '../reports/test-chromium.ts';
import { loadLessons } from './load-parts.ts';
import { type DrivenPage, until } from './test-driver.ts';
import { takeLesson } from './test-lesson.ts';
import { listeningServers, useWorkshops } from './test-workshop.ts';

const open = useWorkshops();
const { inChromium, visit } = useChromium();
const lessons = await loadLessons();

/** What the browser says of a lesson whose subject it is. */
const EXPECTED_COMPLAINTS: Readonly<Record<string, RegExp>> = {
  'emitters-clock': /503 \(Service Unavailable\)/,
  'cut-the-line':
    /ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED|WebSocket connection to|502 \(Bad Gateway\)/,
};

const driven = (page: Page): DrivenPage => ({
  browser: 'chromium',
  click: (selector) => page.locator(selector).first().click(),
  fill: async (selector, value) => {
    const field = page.locator(selector).first();
    const isSelect = (await field.evaluate((element) => element.tagName)) === 'SELECT';
    await (isSelect ? field.selectOption(value) : field.fill(value));
  },
  text: (selector) => page.evaluate((one) => document.querySelector(one)?.textContent ?? '', selector),
  attribute: (selector, name) =>
    page.evaluate(
      ([one = '', its = '']) => document.querySelector(one)?.getAttribute(its) ?? null,
      [selector, name],
    ),
});

for (const lesson of lessons) {
  inChromium(
    `lesson ${lesson.id} is guessed, demonstrated, measured and judged in Chromium`,
    async () => {
      const workshop = await open();
      const { page, complaints } = await visit(`${workshop.url}lessons/${lesson.id}`, '.question', {
        ignoreHTTPSErrors: true,
      });
      await takeLesson(driven(page), lesson);
      expect(workshop.demos).toBe(0);
      const expected = EXPECTED_COMPLAINTS[lesson.id];
      expect(complaints.filter((one) => expected?.test(one) !== true)).toEqual([]);
    },
    120_000,
  );
}

inChromium(
  'a demonstration comes back after a reload, and nothing of it is left when the page is left',
  async () => {
    const workshop = await open();
    const before = listeningServers();
    const { page } = await visit(`${workshop.url}lessons/four-ways`, '.question');
    const reader = driven(page);
    const heard = (): Promise<string> => reader.text('[data-way="sse"] [data-figure="events"]');
    await reader.click('.prediction button');
    await reader.click('.demo-toggle');
    await until('events come', heard, (text) => Number(text) >= 1);
    await page.reload();
    await until('events come again', heard, (text) => Number(text) >= 1);
    expect(await reader.text('.given')).toContain('Your guess: 500 ms');
    expect(workshop.demos).toBe(1);
    await page.goto('about:blank');
    await until(
      'it is over',
      () => workshop.demos,
      (count) => count === 0,
    );
    await until('its servers are gone', listeningServers, (count) => count === before);
  },
);

inChromium('a lesson is taken by keyboard alone', async () => {
  const workshop = await open();
  const { page } = await visit(`${workshop.url}lessons/so-which`, '.question');
  await page.locator('.option input').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('h1').click();
  await page.keyboard.press('s');
  await page.waitForSelector('.advice-lines');
  await page.keyboard.press('s');
  await page.waitForFunction(() => document.querySelector('.demo-root')?.childElementCount === 0);
  await page.keyboard.press('r');
  await page.waitForSelector('.result > *');
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(/lessons\/(?!so-which)/);
});
