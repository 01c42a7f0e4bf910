import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { contentSecurityPolicy, jsonForHtml } from '../../embed.ts';
import type { Report } from '../../report.ts';
import { buildPage, type OpenedPage, useChromium } from '../../test-chromium.ts';

const SERVED_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; require-trusted-types-for 'script'";

/** Pages with nothing on them but the advice: one from disk, one that is served; cleans up after the last test. */
export function useAdvicePages() {
  let folder = '';
  const { inChromium, visit: visitUntil } = useChromium();
  const server = createServer((request, response) => void answer(request, response));
  let reports: readonly Report[] = [];

  async function answer({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(url, 'http://127.0.0.1');
    response.setHeader('Content-Security-Policy', SERVED_POLICY);
    if (pathname.startsWith('/page.')) {
      const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/css';
      response.setHeader('Content-Type', type).end(await readFile(join(folder, 'dist', pathname)));
    } else {
      const head = '<link rel="stylesheet" href="/page.css">';
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(pageOf(dataIn('div hidden', reports), head, '<script src="/page.js"></script>'));
    }
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'advice-page-'));
    const entry = join(folder, 'entry.ts');
    await writeFile(entry, entryOf(fileURLToPath(new URL('../', import.meta.url))));
    await buildPage(join(folder, 'dist'), entry);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  }, 60_000);

  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const visit = (url: string, options: BrowserContextOptions): Promise<OpenedPage> =>
    visitUntil(url, '.advice', options);

  /** From the lab's own kind of server: scripts and styles are files, and nothing may stand inline. */
  function openServed(of: readonly Report[], query = '', options: BrowserContextOptions = {}) {
    reports = of;
    const { port } = server.address() as AddressInfo;
    return visit(`http://127.0.0.1:${port}/compare?${query}`, options);
  }

  /** From disk: one file, allowed by hash. */
  async function openFile(of: readonly Report[], hash = '', options: BrowserContextOptions = {}) {
    const [script, style] = await Promise.all(
      ['page.js', 'page.css'].map((name) => readFile(join(folder, 'dist', name), 'utf8')),
    );
    const policy = contentSecurityPolicy(script as string, style as string);
    const head = `<meta http-equiv="Content-Security-Policy" content="${policy}"><style>${style}</style>`;
    const file = join(folder, `${Math.random().toString(36).slice(2)}.html`);
    await writeFile(
      file,
      pageOf(dataIn('script type="application/json"', of), head, `<script>${script}</script>`),
    );
    return visit(`${pathToFileURL(file).href}${hash}`, options);
  }

  return { inChromium, openServed, openFile };
}

const entryOf = (browserFolder: string): string => `
import '${browserFolder}styles/page.css';
import '${browserFolder}styles/tables.css';
import '${browserFolder}styles/findings.css';
import '${browserFolder}styles/advice.css';
import { adviceSection } from '${browserFolder}advice/advice-section.ts';
import { readLook } from '${browserFolder}look.ts';
import { initialPreferences } from '${browserFolder}preferences.ts';
const preferences = initialPreferences();
document.documentElement.lang = preferences.language;
document.documentElement.dataset.scheme = preferences.scheme;
const page = document.createElement('main');
page.className = 'page';
page.append(adviceSection(JSON.parse(document.getElementById('advice-reports').textContent), readLook(preferences)));
document.body.append(page);
`;

/** What a page from disk holds as data, by which the page knows that it is one; a served page has none. */
const dataIn = (tag: string, reports: readonly Report[]): string =>
  `<${tag} id="advice-reports">${jsonForHtml(reports)}</${tag.split(' ')[0]}>`;

const pageOf = (data: string, head: string, script: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Advice</title><link rel="icon" href="data:,">${head}</head><body>
${data}${script}</body></html>`;
