import { readFile } from 'node:fs/promises';
import type { Express, Request, Response } from 'express';

/** The addresses that people see; what they show is decided in the page, by the address. */
const PAGES = ['/', '/compare', '/runs/:id'];

export interface Shell {
  readonly pages: readonly string[];
  /** What the page finds as `data-kind` of its root; a bundle may have several kinds of page. */
  readonly kind?: string;
  /** Where the page looks for its script and styles: absolute, or relative to its address. */
  readonly assets?: string;
}

/** The page, the same at every address, and its script and styles. */
export function addPageRoutes(
  app: Express,
  bundle: URL,
  { pages, kind = 'reports', assets = '/assets' }: Shell = { pages: PAGES },
): void {
  const html = `<!doctype html>
<html lang="en" data-kind="${kind}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Realtime transport lab</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets}/page.css">
</head>
<body>
<noscript>This page is drawn by a script of its own; please allow it to run.</noscript>
<script src="${assets}/page.js"></script>
</body>
</html>
`;
  app.get([...pages], (_request: Request, response: Response) => {
    response.type('html').send(html);
  });
  for (const name of ['page.js', 'page.css']) {
    app.get(`/assets/${name}`, async (_request: Request, response: Response) => {
      response.type(name.slice('page'.length)).send(await readFile(new URL(name, bundle)));
    });
  }
}
