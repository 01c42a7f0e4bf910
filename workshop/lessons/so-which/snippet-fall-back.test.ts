import { createServer } from 'node:http';
import { EventSource } from 'eventsource';
import { afterEach, expect, test, vi } from 'vitest';
import { listen } from '../../../transports/listen.ts';
import { followOrPoll } from './snippet-fall-back.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('the falling back snippet hears the stream, and polls once the stream is given up', async () => {
  let streams = 0;
  const server = createServer((request, response) => {
    if (request.url === '/poll') {
      response.end('{"by":"poll"}');
    } else if (streams++ === 0) {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.end('retry: 10\ndata: {"by":"stream"}\n\n');
    } else response.writeHead(502).end();
  });
  const port = await listen(server, 0, '127.0.0.1');
  vi.stubGlobal('EventSource', EventSource);
  const heard: unknown[] = [];
  let stop = (): void => {};
  await new Promise<void>((resolve) => {
    const hear = (data: unknown): void => {
      heard.push(data);
      if (heard.length === 2) resolve();
    };
    const at = `http://127.0.0.1:${port}`;
    stop = followOrPoll({ stream: `${at}/stream`, poll: `${at}/poll` }, hear, 20);
  });
  stop();
  expect(heard).toEqual([{ by: 'stream' }, { by: 'poll' }]);
  expect(streams).toBe(2);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
