import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { postsInOrder } from './snippet-in-order.ts';

test('the snippet’s POSTs arrive in order although the first takes longest, and one that fails stops no other', async () => {
  const arrived: unknown[] = [];
  const server = createServer(async (request, response) => {
    const message = (await json(request)) as number;
    await new Promise((resolve) => setTimeout(resolve, message === 1 ? 60 : 0));
    arrived.push(message);
    response.writeHead(message === 2 ? 500 : 204).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const post = postsInOrder(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const results = await Promise.allSettled([post(1), post(2), post(3)]);
  expect(arrived).toEqual([1, 2, 3]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  server.close();
  server.closeAllConnections();
});
