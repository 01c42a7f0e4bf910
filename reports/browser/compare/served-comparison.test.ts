import { expect } from 'vitest';
import { fixtureRuns } from '../../fixture-runs.ts';
import { useServedPages } from '../../server/test-server.ts';

const { serve, inChromium, open } = useServedPages();
const [a, b] = fixtureRuns({ trials: 3 });

inChromium('the server shows the runs of the address, and a link shows the same filter', async () => {
  const { url, add } = await serve();
  const ids = [await add(a), await add(b)];
  const { page, complaints } = await open(`${url}compare?${ids.map((id) => `run=${id}`).join('&')}`);
  await page.waitForSelector('.runs');
  expect(await page.locator('h1').textContent()).toBe('2 runs compared');
  await page.getByRole('button', { name: 'WebSocket', exact: true }).click();
  const address = page.url();
  expect(new URL(address).searchParams.getAll('transport')).toEqual(['websocket']);
  expect(new URL(address).searchParams.getAll('run')).toEqual(ids);
  const again = await open(address);
  await again.page.waitForSelector('.heat');
  expect(await again.page.locator('.heat tbody tr').count()).toBe(4);
  expect([...complaints, ...again.complaints]).toEqual([]);
});

inChromium('runs that cannot be had are told of, and the others are compared', async () => {
  const { url, add } = await serve();
  const ids = [await add(a), 'gone', await add('{', 'cut-off'), await add(b)];
  const { page } = await open(`${url}compare?${ids.map((id) => `run=${id}`).join('&')}`);
  await page.waitForSelector('.runs');
  expect(await page.locator('h1').textContent()).toBe('2 runs compared');
  expect(await page.locator('.left-out').textContent()).toContain('2 runs are left out');
  expect(await page.locator('.left-out li').allTextContents()).toEqual([
    expect.stringMatching(/^gone: Expected/),
    expect.stringMatching(/^cut-off: Expected/),
  ]);
  await page.getByRole('button', { name: '한국어' }).click();
  await expect
    .poll(() => page.locator('.left-out').textContent(), { timeout: 10_000 })
    .toContain('실행 2개를 뺐습니다');
});

inChromium('a comparison of nothing leads to the list', async () => {
  const { url } = await serve();
  const { page } = await open(`${url}compare`);
  expect(await page.locator('h1').textContent()).toBe('There is no run to compare.');
  await page.getByRole('link', { name: 'Tick the runs' }).click();
  await page.waitForURL(url);
  const none = await open(`${url}compare?run=gone`);
  await none.page.waitForSelector('main li');
  expect(await none.page.locator('h1').textContent()).toBe('None of these runs can be shown');
});
