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
