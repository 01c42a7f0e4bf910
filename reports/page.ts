import { readFile } from 'node:fs/promises';
import type { Run } from '../harness/results/schema.ts';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import { distil } from './distil.ts';
import { contentSecurityPolicy, jsonForHtml } from './embed.ts';
import type { Report } from './report.ts';

const codes = defineErrorCodes({
  'report-bundle-missing': 'The browser code of the report page has not been built',
});

/** What the file of a comparison holds. */
export interface EmbeddedComparison {
  readonly reports: readonly Report[];
  /** A run's id or a case's key; null for the usual one. */
  readonly baseline: string | null;
}

export const BUNDLE = new URL('./dist/', import.meta.url);

/**
 * The report of a run as one HTML file that needs nothing else: no server, no network.
 * @param bundle the folder of the built script and styles, as a file URL that ends in a slash
 * @throws LabError `report-bundle-missing` where `npm run prepare` has not been run
 */
export const renderPage = (run: Run, bundle: URL = BUNDLE): Promise<string> =>
  pageOf('report', distil(run), bundle);

/** The comparison of several runs in the same way: one file that opens from disk. */
export const renderComparison = (comparison: EmbeddedComparison, bundle: URL = BUNDLE): Promise<string> =>
  pageOf('comparison', comparison, bundle);

async function pageOf(id: 'report' | 'comparison', data: unknown, bundle: URL): Promise<string> {
  const { script, style } = await readBundle(bundle);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Realtime transport lab</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript>This report is drawn by the script inside this file; please allow it to run.</noscript>
<script type="application/json" id="${id}">${jsonForHtml(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Rejects with a LabError where there is none. */
export async function readBundle(folder: URL): Promise<{ script: string; style: string }> {
  const read = async (name: string): Promise<string> => {
    try {
      return await readFile(new URL(name, folder), 'utf8');
    } catch (error) {
      throw new LabError(codes['report-bundle-missing'], {
        expected: `the report page’s browser code in reports/dist/${name}`,
        got: (error as NodeJS.ErrnoException).code ?? String(error),
        remedy: 'Run "npm run prepare" to build it.',
      });
    }
  };
  return { script: await read('page.js'), style: await read('page.css') };
}
