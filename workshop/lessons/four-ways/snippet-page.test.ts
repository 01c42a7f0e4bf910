import { createServer, type IncomingMessage } from 'node:http';
import { EventSource } from 'eventsource';
import { afterEach, expect, test, vi } from 'vitest';
import { listen } from '../../../transports/listen.ts';
import { answer, follow } from './snippet-page.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('the page’s snippet hears data, and answers by a request of its own', async () => {
  const posts: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    if (request.method === 'POST') {
      request.on('data', (chunk) => posts.push(String(chunk))).on('end', () => response.end());
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('data: {"n":7}\n\n');
  });
  const port = await listen(server, 0, '127.0.0.1');
  // Node has none of its own; in a page it is the browser's.
  vi.stubGlobal('EventSource', EventSource);
  let close = (): void => {};
  const heard = await new Promise((resolve) => {
    close = follow(`http://127.0.0.1:${port}/`, resolve);
  });
  expect(heard).toEqual({ n: 7 });
  await answer(`http://127.0.0.1:${port}/`, { ok: true });
  expect(posts).toEqual(['{"ok":true}']);
  close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
