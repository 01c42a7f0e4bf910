import { createClient } from '@redis/client';
import { afterEach, expect, test } from 'vitest';
import { monotonicUs } from '../lab/clock.ts';
import { RedisServer } from '../lab/redis-server.ts';
import { RedisLog } from './redis-log.ts';
import { loadTransports } from './registry.ts';
import { openSlowWay, redisFor } from './test-redis.ts';
import { type Stage, setStage, type TestTab } from './test-tab.ts';
import { httpVersionsOf } from './transport.ts';

const transports = await loadTransports();
const rows = [...transports.values()].flatMap((transport) =>
  httpVersionsOf(transport).map((http) => [transport.id, http] as const),
);

const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

const keep = <One extends { close(): unknown }>(one: One): One => {
  opened.push(one);
  return one;
};

/** A server of the transport whose log is shared; it closes its log itself. */
async function serverAt(url: string, id: string, http: (typeof rows)[number][1]): Promise<Stage> {
  const transport = transports.get(id);
  if (transport === undefined) throw new Error(`no transport ${id}`);
  const log = await RedisLog.open({ url, keyspace: 'test', capacity: 100 });
  return keep(await setStage(transport, http, false, { log }));
}

const publish = ({ host }: Stage, seq: number): Promise<number> =>
  host.hub.publishForSure({
    channel: 'room',
    kind: 'message',
    source: 'test',
    seq,
    intendedAtUs: monotonicUs(),
    data: seq,
  });

const seqs = ({ events }: TestTab): number[] => events.map(({ seq }) => seq);
const health = async ({ host }: Stage): Promise<{ status: string; log?: { awayForUs: number } }> => {
  const answer = await fetch(`http://127.0.0.1:${host.port}/healthz`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as { status: string };
};

test.for(rows)(
  '%s over HTTP/%s: who moves to a server that lags behind what it heard is told of no gap and hears nothing twice',
  async ([id, http], test) => {
    const redis = keep(await redisFor(test));
    const way = keep(await openSlowWay(redis));
    const ahead = await serverAt(redis.url, id, http);
    const behind = await serverAt(way.url, id, http);
    await publish(ahead, 1);
    await expect.poll(() => behind.host.hub.read('room').lastId).toBe(1);
    way.hold();
    for (const seq of [2, 3]) await publish(ahead, seq);
    const tab = behind.join(`${ahead.host.hub.epoch}.3`);
    await publish(ahead, 4);
    // Long enough for a poll, and for a held one to be held.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(tab.gaps).toEqual([]);
    way.release();
    await publish(ahead, 5);
    await tab.until(({ events }) => events.length >= 2);
    expect(seqs(tab)).toEqual([4, 5]);
    expect(tab.gaps).toEqual([]);
  },
);

test.for(rows)(
  '%s over HTTP/%s: when Redis comes back empty, who is connected stays, is told of the new epoch, and goes on',
  async ([id, http], test) => {
    const redis = keep(await redisFor(test));
    const server = await serverAt(redis.url, id, http);
    const tab = server.join();
    await tab.until(({ opens }) => opens.length > 0);
    for (const seq of [1, 2]) await publish(server, seq);
    await tab.until(({ events }) => events.length === 2);
    const { epoch } = server.host.hub;
    const client = await createClient({ url: redis.url }).connect();
    await client.flushAll();
    client.destroy();
    // Redis numbers from 1 again: the ids of before say nothing any more.
    expect(await publish(server, 3)).toBe(1);
    await tab.until(({ events }) => events.length === 3);
    expect(tab.gaps).toEqual([{ from: 1, to: 0, reason: 'new-epoch' }]);
    expect(tab.downs).toEqual([]);
    expect(server.host.hub.epoch).not.toBe(epoch);
    // It goes on from where it is now: nothing is heard twice.
    expect(await publish(server, 4)).toBe(2);
    await tab.until(({ events }) => events.length === 4);
    expect(seqs(tab)).toEqual([1, 2, 3, 4]);
  },
);

test.for(rows)(
  '%s over HTTP/%s: while Redis is away streams stay, new ones open, and what is published meanwhile comes once',
  async ([id, http], test) => {
    const redis = keep(await redisFor(test));
    const server = await serverAt(redis.url, id, http);
    const tab = server.join();
    await tab.until(({ opens }) => opens.length > 0);
    await publish(server, 1);
    await tab.until(({ events }) => events.length === 1);
    await redis.stop();
    await expect.poll(() => server.host.hub.logState?.awayForUs ?? 0).toBeGreaterThan(0);
    const waiting = [2, 3].map((seq) => publish(server, seq));
    const late = server.join(`${server.host.hub.epoch}.0`);
    await late.until(({ events }) => events.length === 1);
    await redis.startAgain();
    expect(await Promise.all(waiting)).toEqual([2, 3]);
    for (const one of [tab, late]) {
      await one.until(({ events }) => events.length >= 3);
      expect(seqs(one)).toEqual([1, 2, 3]);
      expect(one.downs).toEqual([]);
      expect(one.gaps).toEqual([]);
    }
  },
);

test('/healthz and /metrics say that the log is away, since when, and when it is back; the server stays in service', async (test) => {
  const redis = keep(await redisFor(test));
  const server = await serverAt(redis.url, 'polling', '1.1');
  expect(await health(server)).toMatchObject({ status: 'ok', log: { kind: 'redis', awayForUs: 0 } });
  redis.freeze();
  await expect.poll(() => health(server), { timeout: 5_000 }).toMatchObject({ status: 'log-away' });
  expect((await health(server)).log?.awayForUs).toBeGreaterThan(1e6);
  const metrics = await fetch(`http://127.0.0.1:${server.host.port}/metrics`, {
    headers: { accept: 'text/plain' },
  });
  expect(await metrics.text()).toMatch(/^lab_log_away_for_us \d{7,}$/m);
  redis.thaw();
  await expect.poll(() => health(server), { timeout: 5_000 }).toMatchObject({ status: 'ok' });
});

test('a Redis of the lab’s own keeps what it was told over a restart, and leaves nothing', async (test) => {
  const redis = await redisFor(test);
  const { pid } = redis;
  const client = createClient({ url: redis.url });
  client.on('error', () => {});
  await client.connect();
  await client.set('kept', 'yes');
  await redis.stop();
  await redis.startAgain();
  expect(redis.pid).not.toBe(pid);
  expect(await client.get('kept')).toBe('yes');
  client.destroy();
  await redis.close();
  expect(() => process.kill(redis.pid, 0)).toThrow();
  await expect(RedisServer.start(['no-such-command'])).rejects.toMatchObject({
    code: 'outside-server-failed',
  });
});
