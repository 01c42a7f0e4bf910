import { expect } from 'vitest';
import { fixtureFault } from './fixture-fault.ts';
import { fixtureRun } from './fixture-run.ts';
import { drawnOf, usePages } from './test-page.ts';

const { inChromium, open, coloursDrawn } = usePages();

const TIMELINES = [
  'connections-over-time',
  'latency-over-time',
  'requests-over-time',
  'subscribers-connected',
  'reconnect-attempts',
  'deliveries-over-time',
];

/** How much of a row of pixels near the top of a plot is redder than it is green or blue. */
const reddish = (canvas: HTMLCanvasElement): number => {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const pen = copy.getContext('2d', { willReadFrequently: true });
  if (pen) pen.fillStyle = 'white';
  pen?.fillRect(0, 0, copy.width, copy.height);
  pen?.drawImage(canvas, 0, 0);
  const { data } = pen?.getImageData(0, Math.floor(copy.height * 0.12), copy.width, 1) ?? { data: [] };
  let red = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [r = 0, g = 0, b = 0] = [data[at], data[at + 1], data[at + 2]];
    if (r - g > 8 && Math.abs(g - b) < 8) red++;
  }
  return red / copy.width;
};

inChromium('the page of a fault names it, tells what it did, and draws all of its charts', async () => {
  const run = fixtureFault();
  const { page, complaints } = await open(run);
  expect(await page.locator('h1').textContent()).toBe('Live feed · Every connection reset');
  expect(await page.locator('.findings dt').first().textContent()).toBe('Arrived');
  expect(await page.locator('section.fault tbody tr').count()).toBeGreaterThan(run.cases.length);
  expect(await page.locator('section.fault > .reading').textContent()).toContain('in the wild');
  expect(await page.locator('.leaks').textContent()).toContain('nothing, in any trial');
  const colours = await coloursDrawn(page);
  expect(colours).toHaveLength(drawnOf(run));
  for (const count of colours) expect(count).toBeGreaterThan(20);
  expect(complaints).toEqual([]);
});

inChromium('the time of a fault is shaded on every timeline, as wide as it was long', async () => {
  const { page } = await open(
    fixtureFault({
      change: (run) => {
        for (const { fault } of run.cases) if (fault) fault.lengthUs = 2.5e6;
      },
    }),
  );
  for (const id of TIMELINES) {
    const share = await page.locator(`#chart-${id} canvas`).evaluate(reddish);
    // Half of the plot, which is most of the canvas.
    expect(share, id).toBeGreaterThan(0.35);
    expect(share, id).toBeLessThan(0.55);
  }
});

inChromium('a run in which nothing went wrong has neither the band nor the section', async () => {
  const { page } = await open(fixtureRun());
  expect(await page.locator('#chart-latency-over-time canvas').evaluate(reddish)).toBeLessThan(0.02);
  expect(await page.locator('section.fault').count()).toBe(0);
});

inChromium('what a fault lost is told with its cause and marked, in Korean too', async () => {
  const lossy = fixtureFault({
    change: ({ cases: [one] }) => {
      const trial = one?.trials[0];
      if (trial?.reconnection) trial.reconnection.loss.lostOffline = 1_200;
      if (trial)
        Object.assign(trial.deliveries, { lost: 1_200, received: trial.deliveries.expected - 1_200 });
    },
  });
  const { page } = await open(lossy);
  expect(await page.locator('section.fault td.bad').allTextContents()).toEqual([
    '100' + '85–100',
    '1,200' + '1,200 while away',
  ]);
  await page.getByRole('button', { name: '한국어' }).click();
  expect(await page.locator('section.fault td.bad').last().textContent()).toContain('끊긴 동안 1,200건');
});

inChromium('a phone shows the page of a fault without scrolling sideways', async () => {
  const { page } = await open(fixtureFault(), { viewport: { width: 390, height: 844 } });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
