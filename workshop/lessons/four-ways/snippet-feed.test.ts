import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { EventSource } from 'eventsource';
import { expect, test } from 'vitest';
import { publish, server } from './snippet-feed.ts';

test('an EventSource hears what the snippet publishes, on one request', async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  let requests = 0;
  server.on('request', () => {
    requests++;
  });
  const source = new EventSource(url);
  await once(source as unknown as EventTarget, 'open');
  const heard: [string, unknown][] = [];
  const both = new Promise<void>((resolve) => {
    source.onmessage = ({ lastEventId, data }) => {
      heard.push([lastEventId, JSON.parse(data)]);
      if (heard.length === 2) resolve();
    };
  });
  publish({ score: 1 });
  publish({ score: 2 });
  await both;
  expect(heard).toEqual([
    ['1', { score: 1 }],
    ['2', { score: 2 }],
  ]);
  expect(requests).toBe(1);
  expect((await fetch(url, { method: 'POST', body: 'back' })).status).toBe(202);
  source.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
