import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventSource } from 'eventsource';
import { expect, test } from 'vitest';
import { Room } from './snippet-room.ts';

test('the room’s snippet tells all of its listeners, and forgets who left', async () => {
  const room = new Room();
  const server = createServer((_request, response) => room.join(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sources = [1, 2, 3].map(() => new EventSource(`http://127.0.0.1:${port}/`));
  const heard = sources.map(
    (source) =>
      new Promise((resolve) => source.addEventListener('message', ({ data }) => resolve(JSON.parse(data)))),
  );
  await Promise.all(
    sources.map((source) => new Promise((resolve) => source.addEventListener('open', resolve))),
  );
  room.tell({ positionMs: 5 });
  expect(await Promise.all(heard)).toEqual(Array(3).fill({ positionMs: 5 }));
  sources[0]?.close();
  await expect.poll(() => room.size).toBe(2);
  for (const source of sources) source.close();
  server.close();
  server.closeAllConnections();
});
