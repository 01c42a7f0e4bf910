import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Run } from '../harness/results/schema.ts';
import { fixtureCapacity } from './fixture-capacity.ts';
import { FATAL_WARNING, fixtureRun } from './fixture-run.ts';
import { fixtureRuns } from './fixture-runs.ts';
import { barriersIn } from './test-accessibility.ts';
import { usePages } from './test-page.ts';

const { inChromium, open, openComparison, coloursDrawn } = usePages();
const runs = fixtureRuns();
const [a, b] = runs;

/** All that a reader sees of a page, as text. */
const textOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector<HTMLElement>('.page')?.innerText ?? '');

inChromium('three runs are compared offline, without a word in the console', async () => {
  const { page, complaints, requests } = await openComparison(runs, { offline: true });
  expect(await page.locator('h1').textContent()).toBe('3 runs compared');
  expect(await page.locator('.runs tbody .run-letter').allTextContents()).toEqual(['A', 'B', 'C']);
  expect(Math.min(...(await coloursDrawn(page)))).toBeGreaterThan(20);
  expect(complaints).toEqual([]);
  expect(requests).toHaveLength(1);
});

inChromium(
  'what differs is told before any figure, and what means nothing is grey with its reason',
  async () => {
    const { page } = await openComparison(runs);
    const order = await page.locator('main h2').evaluateAll((all) => all.map(({ id }) => id));
    expect(order.indexOf('differs')).toBeLessThan(order.indexOf('heat'));
    const told = await page.locator('.differs li').allTextContents();
    expect(told[0]).toContain('express 5.3.1 instead of 5.3.0');
    expect(told[1]).toContain('another machine (processor Ampere Altra instead of AMD EPYC 7B13');
    expect(told[1]).toContain('The raw socket');
    const meaningless = page.locator('.ratios tr.meaningless');
    expect(await meaningless.count()).toBe(9);
    expect(await meaningless.first().textContent()).toContain('another machine');
    expect(await meaningless.locator('.higher, .lower').count()).toBe(0);
  },
);

inChromium('what was changed on purpose is found, and nothing else', async () => {
  const { page } = await openComparison([a, b]);
  const told = page.locator('.ratios td.higher, .ratios td.lower');
  expect(await told.allTextContents()).toEqual([
    expect.stringMatching(/^↑ 1\.\d+× higher/),
    expect.stringMatching(/^↑ 1\.\d+× higher/),
  ]);
});

inChromium('a filter and a baseline stand in the address, and a reload shows the same', async () => {
  const { page, complaints } = await openComparison(runs);
  await page.getByRole('button', { name: 'WebSocket', exact: true }).click();
  await page.getByRole('button', { name: 'HTTP/2', exact: true }).click();
  await page.locator('#baseline').selectOption(`${b.id}/live-feed/websocket/2`);
  await page.locator('#lines-pick summary').click();
  await page.locator('#line-2').uncheck();
  expect(await page.locator('#lines-pick').getAttribute('open')).toBe('');
  const shown = await textOf(page);
  const address = page.url();
  expect(new URL(address).hash).toContain('transport=websocket');
  await page.reload();
  await page.waitForSelector('h1');
  await page.locator('#lines-pick summary').click();
  expect(page.url()).toBe(address);
  expect(await textOf(page)).toBe(shown);
  expect(await page.locator('.heat tbody tr').count()).toBe(3);
  expect(complaints).toEqual([]);
});

inChromium('a link to a section keeps the view in the address', async () => {
  const { page } = await openComparison([a, b]);
  await page.getByRole('button', { name: 'HTTP/2', exact: true }).click();
  const address = page.url();
  await page.locator('.contents a').last().click();
  expect(page.url()).toBe(address);
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(500);
});

inChromium('filters that leave nothing say so, and are taken back with one press', async () => {
  const { page } = await openComparison([a, b]);
  await page.getByRole('button', { name: 'no HTTP', exact: true }).click();
  await page.getByRole('button', { name: 'Polling', exact: true }).click();
  expect(await page.locator('main').textContent()).toContain('No case passes these filters.');
  await page.getByRole('button', { name: 'Show all' }).click();
  expect(await page.locator('.heat tbody tr').count()).toBe(18);
});

inChromium(
  'a filter leaves no group of another transport, and shades and names the best as before',
  async () => {
    const { page } = await openComparison([a, b]);
    const heatOf = (): Promise<string[]> =>
      page
        .locator('.heat tbody tr')
        .evaluateAll((rows) =>
          rows.map(({ outerHTML }) => outerHTML).filter((html) => html.includes('>WebSocket')),
        );
    const before = await heatOf();
    const status = page.locator('body > [role="status"]');
    await status.evaluate((one) => one.setAttribute('data-kept', ''));
    await page.getByRole('button', { name: 'WebSocket', exact: true }).click();
    expect(await status.getAttribute('data-kept')).toBe('');
    expect(await status.textContent()).toBe('4 of 18 cases shown');
    const groups = await page.locator('.ratios th[scope="rowgroup"]').allTextContents();
    expect(groups).toEqual([expect.stringContaining('WebSocket'), expect.stringContaining('WebSocket')]);
    expect(before).toHaveLength(4);
    expect(await heatOf()).toEqual(before);
    expect(await page.locator('.heat .reading').textContent()).toContain('hide count too');
    await page.locator('#chart-cpu-per-delivery').waitFor();
    expect(await page.locator('#chart-cpu-per-delivery').textContent()).toContain('Geometric mean');
  },
);

inChromium('a file may bring its baseline, until the reader picks another', async () => {
  const baseline = `${a.id}/live-feed/websocket/2`;
  const { page } = await openComparison([a, b], { baseline });
  expect(await page.locator('#baseline').inputValue()).toBe(baseline);
  await page.locator('#baseline').selectOption(b.id);
  expect(await page.locator('#baseline').inputValue()).toBe(b.id);
});

inChromium('without a raw socket in both runs nothing is told of the state of the machine', async () => {
  const other = { ...a, id: 'other', cases: a.cases.filter(({ transport }) => transport !== 'raw-tcp') };
  const { page } = await openComparison([{ ...a, cases: other.cases }, other]);
  const told = await page.locator('.differs').textContent();
  expect(told).toContain('from the machine’s state, or from chance');
  expect(told).toContain('No raw socket was measured in both runs');
  const whole = await openComparison([a, { ...a, id: 'other' }]);
  expect(await whole.page.locator('.differs').textContent()).not.toContain('No raw socket');
});

inChromium('a case that a run did not come to is told as such, and is not called invalid', async () => {
  const cut = fixtureRun({ trials: 5, change: (run) => run.cases[0]?.trials.splice(0) });
  const { page } = await openComparison([a, { ...cut, id: 'cut', complete: false }]);
  expect(await page.locator('.runs tbody .caution').textContent()).toBe('1 case not measured · incomplete');
  expect(await page.locator('.ratios .meaningless th small').allTextContents()).toEqual([
    'not measured in this run',
  ]);
});

inChromium('searches for capacity are shown by what they found, beside measured runs and alone', async () => {
  const search = fixtureCapacity({ change: (run) => Object.assign(run, { id: 'search' }) });
  const { page } = await openComparison([search, a, b]);
  expect(await page.locator('#baseline').inputValue()).toBe(a.id);
  expect(await page.locator('.runs tbody tr').first().textContent()).toContain(
    'search for capacity, 4 casesvalid',
  );
  expect(await page.locator('.searches tbody tr').first().textContent()).toContain('≥ 4,201');
  const alone = await openComparison([search, { ...search, id: 'again', seed: 'another' }]);
  expect(await alone.page.locator('.searches h3').allTextContents()).toEqual(['run A', 'run B']);
  expect(await alone.page.locator('.differs').textContent()).toContain('another seed');
  expect([...alone.complaints]).toEqual([]);
});

inChromium('each line carries the letter of its run, in the legend and in the drawing', async () => {
  const { page } = await openComparison([a, b]);
  const entries = page.locator('#chart-latency-percentiles .legend li');
  expect(await entries.count()).toBe(12);
  expect(await entries.locator('svg text').allTextContents()).toEqual(
    Array.from({ length: 12 }, (_, place) => (place % 2 === 0 ? 'A' : 'B')),
  );
});

inChromium('every metric is worked out when it is asked for, in a family of its own', async () => {
  const { page } = await openComparison([a, b]);
  expect(await page.locator('#every-metric table').count()).toBe(0);
  await page.locator('#every-metric summary').click();
  expect(await page.locator('#every-metric tbody tr').allTextContents()).toEqual([
    expect.stringContaining('Source lag p99'),
  ]);
  expect(await page.locator('#every-metric').textContent()).toContain('family of their own');
});

inChromium('hostile names stay text, wherever they are shown', async () => {
  const bad = '<img src=x onerror="document.title=1"></script><b>';
  const hostile = (id: string): Run =>
    fixtureRun({
      trials: 2,
      change(run) {
        run.id = `${id}${bad}`;
        run.seed = bad + id;
        run.command = bad;
        run.environment.cpu = bad + id;
        run.environment.packages[bad] = id;
        for (const transport of Object.values(run.transports)) transport.title = { en: bad, ko: bad };
        for (const scenario of Object.values(run.scenarios)) scenario.title = { en: bad, ko: bad };
        for (const metric of run.metrics) metric.title = { en: bad, ko: bad };
        for (const one of run.cases) one.parameters[bad] = id;
        const warning = { en: bad, ko: bad };
        run.cases[0]?.warnings.push({ ...FATAL_WARNING, seen: warning, why: warning, remedy: warning });
      },
    });
  const { page, complaints } = await openComparison([hostile('1'), hostile('2')]);
  await page.locator('#every-metric summary').click();
  await page.locator('#run-commands summary').click();
  expect(await page.locator('img, b').count()).toBe(0);
  expect(await page.locator('.differs').textContent()).toContain(bad);
  expect(complaints).toEqual([]);
});

inChromium('a chart is saved as a picture twice its size, and its figures as CSV', async () => {
  const { page, complaints } = await openComparison([a, b]);
  const saved = async (name: string): Promise<Buffer> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ]);
    return readFile(await download.path());
  };
  const png = await saved('PNG: picture of “How long deliveries take”');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const width = await page.locator('#chart-latency-percentiles canvas').evaluate((one) => one.clientWidth);
  expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(width * 2);
  const csv = (await saved('CSV: figures of “How long deliveries take”')).toString();
  expect(csv).toMatch(/^\ufeffcase,percentile,latency_ms,deliveries\r\n/);
  expect(csv).toContain('Polling · HTTP/1.1 · run B,99,');
  expect(complaints).toEqual([]);
});

inChromium('on paper the page is light and has nothing to press', async () => {
  const { page } = await openComparison([a, b], { colorScheme: 'dark' });
  // Who prints lays a page out anew, and no script hears of it.
  await page.addInitScript(() => {
    window.ResizeObserver = class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    };
  });
  await page.reload();
  await page.locator('article canvas').first().waitFor();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  expect(await page.evaluate(() => document.documentElement.dataset.scheme)).toBe('light');
  expect(await page.getByRole('button', { name: 'PNG' }).count()).toBe(0);
  expect(await page.locator('#baseline').isVisible()).toBe(false);
  expect(await page.locator('#chart-latency-percentiles .legend').isVisible()).toBe(true);
  // As wide as a sheet of A4 is between its margins.
  await page.setViewportSize({ width: 688, height: 1_000 });
  const outside = await page.locator('article').evaluateAll((cards) =>
    cards.filter((card) => {
      const own = card.getBoundingClientRect();
      const chart = card.querySelector('canvas')?.getBoundingClientRect() ?? own;
      return chart.right > own.right || chart.bottom > own.bottom;
    }),
  );
  expect(outside).toEqual([]);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  expect(await page.evaluate(() => document.documentElement.dataset.scheme)).toBe('dark');
});

inChromium('a phone and a projector show the comparison without scrolling sideways', async () => {
  for (const width of [390, 1920]) {
    const { page } = await openComparison(runs, { viewport: { width, height: 900 }, locale: 'ko-KR' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});

inChromium('no run, and runs without a case, are said to be nothing to compare', async () => {
  const { page } = await openComparison([]);
  expect(await page.locator('.note').textContent()).toBe('There is no run to compare.');
  const bare = fixtureRun({ change: (run) => run.cases.splice(0) });
  const second = await openComparison([bare]);
  expect(await second.page.locator('.note').textContent()).toContain('None of these runs');
});

inChromium(
  'axe-core finds nothing serious in the comparison, nor in a report, in both themes',
  async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await openComparison(runs, { colorScheme });
      await page.locator('#every-metric summary').click();
      await page.locator('#lines-pick summary').click();
      expect(await barriersIn(page)).toEqual([]);
      expect(await barriersIn((await open(a, { colorScheme })).page)).toEqual([]);
    }
  },
  180_000,
);
