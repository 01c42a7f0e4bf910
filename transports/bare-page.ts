import type { Request, Response } from 'express';
import type { Host } from './host.ts';

/**
 * `GET /page`: an empty page of the host's own, from which a real browser follows it. Not `/healthz`: who
 * asks for that is an observer, and its connection is left out of the counts.
 */
export function servePage({ app }: Pick<Host, 'app'>): void {
  // The icon in place keeps Chromium from asking for one.
  const html = '<!doctype html><link rel="icon" href="data:,">';
  app.get('/page', (_request: Request, response: Response) => {
    response.set('Cache-Control', 'no-store').type('html').send(html);
  });
}
