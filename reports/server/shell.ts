import { readFile } from 'node:fs/promises';
import type { Express, Request, Response } from 'express';

/** The addresses that people see; what they show is decided in the page, by the address. */
const PAGES = ['/', '/compare', '/runs/:id'];

const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Realtime transport lab</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/page.css">
</head>
<body>
<noscript>This page is drawn by a script of its own; please allow it to run.</noscript>
<script src="/assets/page.js"></script>
</body>
</html>
`;

/** The page, the same at every address, and its script and styles. */
export function addPageRoutes(app: Express, bundle: URL): void {
  app.get(PAGES, (_request: Request, response: Response) => {
    response.type('html').send(HTML);
  });
  for (const name of ['page.js', 'page.css']) {
    app.get(`/assets/${name}`, async (_request: Request, response: Response) => {
      response.type(name.slice('page'.length)).send(await readFile(new URL(name, bundle)));
    });
  }
}
