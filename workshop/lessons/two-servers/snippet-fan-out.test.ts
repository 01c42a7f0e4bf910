import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { EventSource } from 'eventsource';
import { expect, test } from 'vitest';
import { needRedis, RedisServer } from '../../../lab/redis-server.ts';
import { openFanOut } from './snippet-fan-out.ts';

test('what is published at one of two servers is heard once by the streams of both', async (context) => {
  needRedis(context);
  const redis = await RedisServer.start();
  const servers = await Promise.all([openFanOut(redis.url), openFanOut(redis.url)]);
  const heard: unknown[][] = [[], []];
  const sources = await Promise.all(
    servers.map(async ({ server }, index) => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const source = new EventSource(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      source.onmessage = ({ data }) => heard[index]?.push(JSON.parse(data));
      await once(source as unknown as EventTarget, 'open');
      return source;
    }),
  );
  await servers[0]?.publish('from one');
  await servers[1]?.publish('from the other');
  const all = ['from one', 'from the other'];
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual([all, all]);
  for (const source of sources) source.close();
  for (const { server, close } of servers) {
    close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await redis.close();
});
