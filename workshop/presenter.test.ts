import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ask } from '../reports/server/test-request.ts';
import { useChromium } from '../reports/test-chromium.ts';
import type { ClassState } from './classroom.ts';
import { loadLessons } from './load-parts.ts';
import { planOf } from './plan.ts';
import { until } from './test-driver.ts';
import { useWorkshops } from './test-workshop.ts';

const open = useWorkshops();
const { inChromium, visit } = useChromium();
const plan = planOf(await loadLessons(), 60).map(({ lesson }) => lesson);
const [first, second] = plan;

async function openPresenter() {
  const workshop = await open();
  const address = `${workshop.url}api/class`;
  const { page, complaints } = await visit(`${workshop.url}presenter`, '.controls');
  return {
    workshop,
    page,
    complaints,
    wish: (body: object) => ask(address, { method: 'POST', body: JSON.stringify(body) }),
    lesson: async () => ((await ask(address)).body as ClassState).lesson,
  };
}

const times = (page: Page): Promise<string> => page.locator('.time').innerText();
const MINUTE_MS = 60_000;

inChromium('the time of a class ends with it, whoever sets everything back', async () => {
  const { page, wish } = await openPresenter();
  await wish({ show: first?.id });
  await until(
    'the class has begun',
    () => times(page),
    (text) => text.includes('Class: 0:'),
  );
  await page.clock.setFixedTime(Date.now() + 30 * MINUTE_MS);
  await until(
    'half an hour is told',
    () => times(page),
    (text) => /Class: (29|30):/.test(text),
  );
  await page.reload();
  await until(
    'it outlives a reload',
    () => times(page),
    (text) => /Class: (29|30):/.test(text),
  );
  await wish({ reset: true });
  await wish({ show: second?.id });
  await until(
    'another class has begun',
    () => times(page),
    (text) => text.includes('Class: 0:'),
  );
});

inChromium('what cannot be done is said on the page, and on the screen of the class', async () => {
  const { workshop, page, wish } = await openPresenter();
  await wish({ show: first?.id });
  const { page: screen } = await visit(`${workshop.url}screen`, '.question');
  await page.getByRole('button', { name: 'Reveal the result', disabled: false }).waitFor();
  await workshop.close();
  await page.getByRole('button', { name: 'Reveal the result' }).click();
  await page.locator('.refused', { hasText: 'That could not be done' }).waitFor();
  await screen.locator('.reveal').click();
  await screen.locator('.refused', { hasText: 'That could not be done' }).waitFor();
  expect(await screen.locator('.result > *').count()).toBe(0);
});

inChromium('a key goes on by one lesson of the plan, however long it is held', async () => {
  const { page, wish, lesson } = await openPresenter();
  const all = await loadLessons();
  const outside = all.find((one) => !plan.includes(one) && one.order > (first?.order ?? 0));
  const after = plan.find(({ order }) => order > (outside?.order ?? 0));
  await wish({ show: outside?.id });
  await page.getByRole('heading', { name: outside?.title.en ?? '' }).waitFor();
  for (let held = 0; held < 3; held++) await page.keyboard.down('ArrowRight');
  await page.keyboard.up('ArrowRight');
  await page.getByRole('heading', { name: after?.title.en ?? '' }).waitFor();
  expect(await lesson()).toBe(after?.id);
});

inChromium(
  'a browser that keeps nothing shows the page, and the times for as long as it stands',
  async () => {
    const { page, complaints, wish } = await openPresenter();
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('Storage is forbidden here', 'SecurityError');
          },
        });
      }
    });
    await page.reload();
    await wish({ show: first?.id });
    await until(
      'times are told',
      () => times(page),
      (text) => text.includes('Class: 0:'),
    );
    expect(complaints).toEqual([]);
  },
);
