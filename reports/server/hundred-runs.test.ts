import { expect } from 'vitest';
import { fixtureRun } from '../fixture-run.ts';
import { ask } from './test-request.ts';
import { useServedPages } from './test-server.ts';

const { serve, inChromium, open } = useServedPages();

/** Of 8 cases × 5 trials each, some 40 MB. */
async function addHundred(add: Awaited<ReturnType<typeof serve>>['add']): Promise<string[]> {
  const run = fixtureRun({ trials: 5 });
  run.cases = run.cases.slice(0, 8);
  const ids: string[] = [];
  for (let day = 0; day < 100; day++) {
    const startedAt = new Date(Date.UTC(2026, 0, day)).toISOString();
    ids.push(await add({ ...run, startedAt, seed: String(day) }, `run-${day}`));
  }
  return ids;
}

inChromium(
  'a hundred stored runs are listed, and ten of them distilled, before anybody waits',
  async () => {
    const { url, runs, add } = await serve();
    const ids = await addHundred(add);
    const sinceOpened = async (address: string): Promise<number> => {
      const { page } = await open(address);
      await page.waitForSelector('.run:nth-child(100)');
      return page.evaluate(() => performance.now());
    };
    const unread = await sinceOpened(url);
    const again = await serve({ runs });
    const read = await sinceOpened(again.url);
    const askedAt = performance.now();
    const reports = await Promise.all(ids.slice(0, 10).map((id) => ask(`${again.url}api/runs/${id}/report`)));
    const distilled = performance.now() - askedAt;
    expect(reports.map(({ status }) => status)).toEqual(Array(10).fill(200));
    // Far above what they take alone (reports/README.md): tests share two cores with the browser that they ask.
    expect(unread).toBeLessThan(20_000);
    expect(read).toBeLessThan(20_000);
    expect(distilled).toBeLessThan(20_000);
  },
  180_000,
);
