import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Run } from '../harness/results/schema.ts';
import { discoverParts } from '../lab/parts.ts';
import { readChart } from './chart.ts';
import { distil } from './distil.ts';
import { TEST_LOOK } from './drawing/test-look.ts';
import { renderComparison, renderPage } from './page.ts';
import { buildPage, type OpenedPage, useChromium } from './test-chromium.ts';

const charts = [...(await discoverParts(new URL('./charts/', import.meta.url), readChart)).values()];

/** How many charts have something to draw of a run. */
export const drawnOf = (run: Run): number =>
  charts.filter(({ draw }) => 'config' in draw(distil(run), TEST_LOOK)).length;

interface OpenedFile extends OpenedPage {
  readonly file: string;
}

/** Builds the page's code for a file of tests, and opens pages in one Chromium; cleans up after the last test. */
export function usePages() {
  let folder = '';
  const { inChromium, visit } = useChromium();
  const outDir = (): string => join(folder, 'dist');
  const bundle = (): URL => pathToFileURL(`${outDir()}/`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'report-page-'));
    await buildPage(outDir());
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Opens a run's page from disk and collects whatever goes wrong or leaves the file. */
  const open = async (run: Run, options: BrowserContextOptions = {}): Promise<OpenedFile> =>
    openFile(await renderPage(run, bundle()), 'canvas', options);

  /** The same of the comparison of several. */
  const openComparison = async (
    runs: readonly Run[],
    options: BrowserContextOptions & { readonly baseline?: string } = {},
  ): Promise<OpenedFile> => {
    const { baseline = null, ...ofContext } = options;
    const html = await renderComparison({ reports: runs.map(distil), baseline }, bundle());
    return openFile(html, 'h1', ofContext);
  };

  async function openFile(
    html: string,
    awaited: string,
    options: BrowserContextOptions,
  ): Promise<OpenedFile> {
    const file = join(folder, `${Math.random().toString(36).slice(2)}.html`);
    await writeFile(file, html);
    return { ...(await visit(pathToFileURL(file).href, awaited, options)), file };
  }

  return { bundle, inChromium, open, openComparison, coloursDrawn };
}

/** Colours on each canvas; a blank one has one. */
const coloursDrawn = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('canvas')].map((canvas) => {
      // Read from a copy: reading the chart itself makes Chromium complain in the console.
      const copy = document.createElement('canvas');
      copy.width = canvas.width;
      copy.height = canvas.height;
      const pen = copy.getContext('2d', { willReadFrequently: true });
      pen?.drawImage(canvas, 0, 0);
      const pixels = pen?.getImageData(0, 0, copy.width, copy.height).data;
      return new Set(new Uint32Array(pixels?.buffer ?? new ArrayBuffer(0))).size;
    }),
  );
