import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readRun } from '../../harness/results/store.ts';
import type { Report } from '../report.ts';

/** The runs that are kept with the project, as far as advice reads them: curves and comparisons are not needed for it. */
export async function publishedReports(): Promise<readonly Report[]> {
  const folders = await readdir(new URL('./', import.meta.url), { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const run = await readRun(fileURLToPath(new URL(`${name}/run.json`, import.meta.url)));
      return { run, curves: {}, pairs: [] };
    }),
  );
}
