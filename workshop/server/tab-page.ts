import type { Request, Response } from 'express';
import { readBundle } from '../../reports/page.ts';
import type { Served } from '../../transports/start-host.ts';

const HTML = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Tab of the lab</title><link rel="icon" href="data:,"></head>
<body><p>This host of the lab can be reached. You may close this page.</p><script src="/tab.js"></script></body>
</html>
`;

/**
 * The page that a host serves for tabs of a lesson: in a frame of the workshop's page, and in nobody else's. Its own
 * connections are ended at once, so that none of them is lent to what is then demonstrated.
 *
 * @param workshop its origins, such as `http://127.0.0.1:4790`
 */
export function tabPage(bundle: URL, workshop: () => readonly string[]): Served {
  return {
    id: 'tab',
    mount({ app }) {
      const headers = (request: Request): Record<string, string> => {
        const authority = request.headers[':authority'] ?? request.headers.host;
        const own = /^[\w.:[\]-]+$/.test(String(authority)) ? ` ws://${authority} wss://${authority}` : '';
        return {
          'Content-Security-Policy': `default-src 'none'; script-src 'self'; connect-src 'self'${own}; img-src data:; frame-ancestors ${workshop().join(' ')}; base-uri 'none'; form-action 'none'`,
          'X-Content-Type-Options': 'nosniff',
          'Cache-Control': 'no-store',
          ...(request.httpVersionMajor === 1 && { Connection: 'close' }),
        };
      };
      app.get('/tab', (request: Request, response: Response) => {
        response.set(headers(request)).type('html').send(HTML);
      });
      app.get('/tab.js', async (request: Request, response: Response) => {
        const { script } = await readBundle(bundle);
        response.set(headers(request)).type('js').send(script);
      });
    },
  };
}
