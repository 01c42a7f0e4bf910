import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { EventSource } from 'eventsource';
import { expect, test } from 'vitest';
import { publish, server } from './snippet-feed.ts';

test('an EventSource hears what the snippet publishes, also what it missed while it was cut, each once', async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  let requests = 0;
  server.on('request', () => {
    requests++;
  });
  publish({ score: 0 });
  const source = new EventSource(url);
  await once(source as unknown as EventTarget, 'open');
  const heard: unknown[] = [];
  const ids: number[] = [];
  source.onmessage = ({ lastEventId, data }) => {
    heard.push(JSON.parse(data));
    ids.push(Number(lastEventId));
  };
  const hears = (...scores: number[]) =>
    expect.poll(() => heard, { timeout: 10_000 }).toEqual(scores.map((score) => ({ score })));
  publish({ score: 1 });
  publish({ score: 2 });
  await hears(1, 2);
  expect(requests).toBe(1);
  const down = once(source as unknown as EventTarget, 'error');
  server.closeAllConnections();
  await down;
  publish({ score: 3 });
  publish({ score: 4 });
  await hears(1, 2, 3, 4);
  expect(requests).toBe(2);
  const [first = 0] = ids;
  expect(ids).toEqual([first, first + 1, first + 2, first + 3]);
  expect((await fetch(url, { method: 'POST', body: 'back' })).status).toBe(202);
  source.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
