import type { ServerResponse } from 'node:http';
import type { Page } from './event-log.ts';

/**
 * Answers one poll: 204 where nothing is new, else `{"events":[…],"cursor":"E.N","gap"?}`.
 *
 * @param joining true where the client named no cursor: it is then told where the log ends
 */
export function sendPage(response: ServerResponse, page: Page, joining: boolean): void {
  if (page.events.length === 0 && page.gap === undefined && !joining) {
    response.writeHead(204, { 'Cache-Control': 'no-store' });
    response.end();
    return;
  }
  // Put together by hand, because each event's JSON is made once for all who ask.
  const gap = page.gap === undefined ? '' : `,"gap":${JSON.stringify(page.gap)}`;
  const events = page.events.map((event) => event.json).join(',');
  const body = `{"events":[${events}],"cursor":"${page.cursor}"${gap}}`;
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(body);
}
