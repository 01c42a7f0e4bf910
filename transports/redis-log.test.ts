import { createClient } from '@redis/client';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { RedisServer } from '../lab/redis-server.ts';
import { RedisLog } from './redis-log.ts';
import { keysOf } from './redis-scripts.ts';
import { gapFor, type HeardLog, openLog, openSlowWay, redisFor } from './test-redis.ts';

const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

const keep = <One extends { close(): unknown }>(one: One): One => {
  opened.push(one);
  return one;
};

async function setStage(test: Parameters<typeof redisFor>[0], servers = 2) {
  const redis = keep(await redisFor(test));
  const logs = await Promise.all(Array.from({ length: servers }, () => open(redis.url)));
  return { redis, logs, first: logs[0] as HeardLog, second: logs[1] as HeardLog };
}

async function open(url: string, options = {}): Promise<HeardLog> {
  const heard = await openLog(url, options);
  keep(heard.log);
  return heard;
}

/** A client of Redis who is not the lab. */
async function somebodyElse(redis: RedisServer) {
  const client = createClient({ url: redis.url });
  // Redis is stopped while it looks on.
  client.on('error', () => {});
  await client.connect();
  keep({ close: () => client.isOpen && client.destroy() });
  return client;
}

const [epochKey = '', idsKey = '', seenKey = '', , eventsKey = ''] = keysOf('test');
const patient = { timeout: 10_000 };
const idsIn = ({ events }: HeardLog) => events.map(({ id }) => id);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test('four publishers on two servers: ids have no holes, each event is there once, and everybody hears all in one order', async (test) => {
  const { redis } = await setStage(test, 0);
  let round = 0;
  const published = fc.record({
    publisher: fc.integer({ min: 0, max: 3 }),
    channel: fc.constantFrom('a', 'b'),
    repeats: fc.boolean(),
    pause: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(published, { minLength: 1, maxLength: 60 }), async (steps) => {
      const keyspace = `round-${round++}`;
      const logs = await Promise.all([0, 1].map(() => openLog(redis.url, { keyspace })));
      const seqs = [0, 0, 0, 0];
      const ids: Promise<[string, number]>[] = [];
      for (const { publisher, channel, repeats, pause } of steps) {
        const seq = (seqs[publisher] as number) + 1;
        seqs[publisher] = seq;
        const say = async (at: number): Promise<[string, number]> => [
          `${channel} ${publisher} ${seq}`,
          (await logs[at]?.publish(seq, `publisher-${publisher}`, channel)) ?? 0,
        ];
        ids.push(say(publisher % 2));
        // Whoever took over from a publisher that is gone says it again, perhaps at the same moment.
        if (repeats) ids.push(say(1 - (publisher % 2)));
        if (pause) await ids.at(-1);
      }
      const given = new Map<string, number>();
      for (const [event, id] of await Promise.all(ids)) {
        expect(given.get(event) ?? id).toBe(id);
        given.set(event, id);
      }
      for (const { events } of logs) await expect.poll(() => events.length, patient).toBe(steps.length);
      const [mine, theirs] = logs.map(({ events }) =>
        events.map(({ channel, id, source, seq }) => `${channel} ${id} ${source} ${seq}`),
      );
      expect(mine).toEqual(theirs);
      for (const channel of ['a', 'b']) {
        const inChannel = logs[0]?.events.filter((event) => event.channel === channel) ?? [];
        expect(inChannel.map(({ id }) => id)).toEqual(upTo(inChannel.length));
      }
      await Promise.all(logs.map(({ log }) => log.close()));
    }),
    { numRuns: 25 },
  );
});

test('Redis stopped and started again under load: what waited goes out once and in order, and nothing is lost', async (test) => {
  const { redis, first, second } = await setStage(test);
  const ids: Promise<number>[] = [];
  let seq = 0;
  const load = setInterval(() => {
    seq++;
    ids.push(first.publish(seq, 'one'), second.publish(seq, 'two'));
  }, 2);
  await expect.poll(() => first.events.length, patient).toBeGreaterThan(50);
  await redis.stop();
  const saidAt = seq;
  await expect.poll(() => first.log.state().awayForUs, patient).toBeGreaterThan(0);
  expect(first.log.state().reason).toMatch(/ECONNREFUSED|ECONNRESET|closed/i);
  await expect.poll(() => seq, patient).toBeGreaterThan(saidAt + 200);
  await redis.startAgain();
  await expect.poll(() => first.log.state().waiting, patient).toBeLessThan(10);
  clearInterval(load);
  expect([...(await Promise.all(ids))].sort((a, b) => a - b)).toEqual(upTo(2 * seq));
  for (const heard of [first, second]) {
    await expect.poll(() => heard.events.length, patient).toBe(2 * seq);
    expect(idsIn(heard)).toEqual(upTo(2 * seq));
    for (const source of ['one', 'two']) {
      const own = heard.events.filter((event) => event.source === source);
      expect(own.map((event) => event.seq)).toEqual(upTo(seq));
    }
    expect(heard.breaks).toEqual([]);
    await expect.poll(() => heard.log.state(), patient).toMatchObject({ awayForUs: 0, waiting: 0 });
  }
});

test('a Redis that stands still is away as well, and nothing is lost or said twice when it goes on', async (test) => {
  const { redis, first, second } = await setStage(test);
  await first.publish(1);
  redis.freeze();
  const waiting = [2, 3, 4].map((seq) => first.publish(seq));
  await expect.poll(() => second.log.state(), patient).toMatchObject({ reason: 'it does not answer' });
  expect(first.log.read('room', { id: 0 }).events).toHaveLength(1);
  redis.thaw();
  expect(await Promise.all(waiting)).toEqual([2, 3, 4]);
  await expect.poll(() => idsIn(second), patient).toEqual([1, 2, 3, 4]);
  await expect.poll(() => second.log.state().awayForUs, patient).toBe(0);
});

test('who comes with an id that this server has not heard of yet is told of no gap and gets nothing twice', async (test) => {
  const { redis, first } = await setStage(test, 1);
  const way = keep(await openSlowWay(redis));
  const behind = await open(way.url);
  await first.publish(1);
  await expect.poll(() => idsIn(behind), patient).toEqual([1]);
  way.hold();
  for (const seq of [2, 3]) await first.publish(seq);
  const { log } = behind;
  await log.settle('room', { epoch: log.epoch, id: 3 });
  expect(log.read('room', { epoch: log.epoch, id: 3 })).toEqual({
    events: [],
    cursor: `${log.epoch}.3`,
    lastId: 3,
  });
  // One that nobody was given is past the end, here as everywhere.
  await log.settle('room', { epoch: log.epoch, id: 9 });
  expect(gapFor(behind, 9)).toBe('ahead');
  way.release();
  await first.publish(4);
  await expect.poll(() => idsIn(behind), patient).toEqual([1, 2, 3, 4]);
  expect(log.read('room', { epoch: log.epoch, id: 3 }).events.map(({ id }) => id)).toEqual([4]);
});

test('who was believed while Redis was away is told when it is back that the id was never given', async (test) => {
  const { redis, first } = await setStage(test, 1);
  await first.publish(1);
  await redis.stop();
  await first.log.settle('room', { id: 7 });
  expect(gapFor(first, 7)).toBeUndefined();
  await redis.startAgain();
  await expect
    .poll(() => first.breaks, patient)
    .toEqual([{ channel: 'room', wasAt: `${first.log.epoch}.1` }]);
  expect(gapFor(first, 7)).toBe('ahead');
});

test('a server that starts later has what the others have', async (test) => {
  const { redis, first } = await setStage(test, 1);
  for (const seq of upTo(10)) await first.publish(seq);
  const late = await open(redis.url, { capacity: 4 });
  expect(late.log.epoch).toBe(first.log.epoch);
  expect(late.log.read('room', { id: 8 }).events.map(({ id }) => id)).toEqual([9, 10]);
  expect(gapFor(late, 2)).toBe('expired');
  expect([...late.log.channels()]).toEqual([{ channel: 'room', lastId: 10 }]);
  // What it found there was on its way to others.
  expect(late.log.state()).toMatchObject({ received: 0, tripSumUs: 0 });
});

test('a server that starts while others publish has every event of them', async (test) => {
  const { redis, first } = await setStage(test, 1);
  let seq = 0;
  const load = setInterval(() => {
    for (let more = 0; more < 10; more++) void first.publish(++seq);
  }, 1);
  const late: HeardLog[] = [];
  for (let start = 0; start < 15; start++) late.push(await open(redis.url, { capacity: 100_000 }));
  clearInterval(load);
  for (const { log } of late) {
    await expect.poll(() => log.read('room').lastId, patient).toBe(seq);
    const { events, gap } = log.read('room', { id: 0 });
    expect(gap).toBeUndefined();
    expect(events.map(({ id }) => id)).toEqual(upTo(seq));
    expect(log.state().malformed).toBe(0);
  }
});

test('what was trimmed before a server read it is a gap for those who wait for it, and it goes on after it', async (test) => {
  const { redis, first } = await setStage(test, 1);
  const way = keep(await openSlowWay(redis));
  const behind = await open(way.url);
  const other = await somebodyElse(redis);
  await first.publish(1);
  await expect.poll(() => idsIn(behind), patient).toEqual([1]);
  way.hold();
  // One is on its way to the reader that waits; the others are gone before it asks again.
  for (const seq of upTo(9)) await first.publish(seq);
  await other.xTrim(eventsKey, 'MAXLEN', 2);
  way.release();
  await expect.poll(() => idsIn(behind), patient).toEqual([1, 2, 8, 9]);
  expect(behind.breaks).toEqual([{ channel: 'room', wasAt: `${behind.log.epoch}.2` }]);
  expect(gapFor(behind, 2)).toBe('expired');
  // Who starts now finds the channel's end although the stream does not reach back to its beginning.
  expect(gapFor(await open(redis.url), 3)).toBe('expired');
});

test('a Redis that comes back empty is a new log with a new epoch, and every reader is told', async (test) => {
  const { redis, first, second } = await setStage(test);
  for (const seq of [1, 2, 3]) await first.publish(seq);
  const { epoch } = first.log;
  const other = await somebodyElse(redis);
  await other.flushAll();
  await redis.stop();
  await redis.startAgain();
  await expect.poll(() => first.log.epoch, patient).not.toBe(epoch);
  await expect.poll(() => second.log.epoch, patient).toBe(first.log.epoch);
  expect(first.breaks).toEqual([{ channel: undefined, wasAt: `${epoch}.0` }]);
  expect(gapFor(second, 3, epoch)).toBe('new-epoch');
  expect(await second.publish(1)).toBe(1);
  await expect.poll(() => first.log.read('room', { id: 0 }).events.length, patient).toBe(1);
});

test('a log that is emptied under the servers begins anew with the next event', async (test) => {
  const { redis, first, second } = await setStage(test);
  for (const seq of [1, 2, 3]) await first.publish(seq);
  const { epoch } = first.log;
  await (await somebodyElse(redis)).flushAll();
  expect(await first.publish(4)).toBe(1);
  for (const { log } of [first, second]) {
    await expect.poll(() => log.read('room', { id: 0 }).events.map(({ seq }) => seq), patient).toEqual([4]);
    expect(log.epoch).not.toBe(epoch);
  }
});

test('a Redis that has lost its last events does not give their ids again in the same epoch', async (test) => {
  const { redis, first, second } = await setStage(test);
  for (const seq of [1, 2, 3]) await first.publish(seq);
  await expect.poll(() => second.events.length, patient).toBe(3);
  const { epoch } = first.log;
  const other = await somebodyElse(redis);
  await other.xTrim(eventsKey, 'MAXLEN', 0);
  await other.hSet(idsKey, 'room', 1);
  await redis.stop();
  await redis.startAgain();
  await expect.poll(() => first.log.epoch, patient).not.toBe(epoch);
  await expect.poll(() => second.log.epoch, patient).toBe(first.log.epoch);
  expect(gapFor(first, 2, epoch)).toBe('new-epoch');
});

test('entries that are no events of the log are passed over, and so are ids that Redis never gave', async (test) => {
  const { redis, first } = await setStage(test, 1);
  await first.publish(1);
  const other = await somebodyElse(redis);
  const { epoch } = first.log;
  const event = JSON.stringify({
    kind: 'message',
    source: 'x',
    seq: 1,
    intendedAtUs: 1,
    publishedAtUs: 1,
    data: 1,
  });
  const bad: Record<string, string>[] = [
    { anything: 'else' },
    { epoch, channel: 'room', id: '2', event: '{"kind":' },
    { epoch, channel: 'room', id: '2', event: '[]' },
    { epoch, channel: 'no such name!', id: '2', event },
    { epoch, channel: 'room', id: 'two', event },
    { epoch, channel: 'room', id: '1', event },
    { epoch, channel: 'room', id: '2000000', event },
    { epoch: 'another', channel: 'room', id: '2', event },
  ];
  for (const fields of bad) await other.xAdd(eventsKey, '*', fields);
  expect(await first.publish(2)).toBe(2);
  await expect.poll(() => idsIn(first), patient).toEqual([1, 2]);
  expect(first.breaks).toEqual([]);
  expect(first.log.state().malformed).toBe(bad.length - 1);
});

test('a Redis whose keys somebody spoilt is said to be away, for its own reason, and all waits until they are mended', async (test) => {
  const { redis, first } = await setStage(test, 1);
  await first.publish(1);
  const other = await somebodyElse(redis);
  await other.rename(seenKey, 'elsewhere');
  await other.set(seenKey, 'no hash');
  const waiting = first.publish(2);
  await expect.poll(() => first.log.state().reason, patient).toMatch(/WRONGTYPE/);
  expect(first.log.state()).toMatchObject({ waiting: 1 });
  await other.rename('elsewhere', seenKey);
  expect(await waiting).toBe(2);
  await expect.poll(() => idsIn(first), patient).toEqual([1, 2]);
  // An epoch that no cursor could carry is none: the log begins anew.
  await other.set(epochKey, 'Not An Epoch');
  expect(await first.publish(3)).toBe(1);
  await expect.poll(() => first.breaks.length, patient).toBe(1);
});

test('one channel more than there may be is refused, and the others go on', async (test) => {
  const { redis } = await setStage(test, 0);
  const small = await open(redis.url, { maxChannels: 2 });
  expect(await small.publish(1, 'test', 'a')).toBe(1);
  expect(await small.publish(1, 'test', 'b')).toBe(1);
  await expect(small.publish(1, 'test', 'c')).rejects.toMatchObject({ code: 'log-full', status: 503 });
  expect(await small.publish(2, 'test', 'a')).toBe(2);
});

test('what waits for Redis is bounded: past that publishers are told, and what they were promised still comes', async (test) => {
  const { redis } = await setStage(test, 0);
  const small = await open(redis.url, { mostWaitingBytes: 1_000 });
  await redis.stop();
  const asked = upTo(20).map((seq) => small.publish(seq));
  const refused = asked.slice(10);
  await expect(refused.at(-1)).rejects.toMatchObject({ code: 'log-away', status: 503 });
  await redis.startAgain();
  const ids = (await Promise.allSettled(asked)).flatMap((one) =>
    one.status === 'fulfilled' ? [one.value] : [],
  );
  expect(ids.length).toBeGreaterThan(3);
  expect(ids).toEqual(upTo(ids.length));
  await expect.poll(() => idsIn(small), patient).toEqual(ids);
  // Said again, it is taken.
  expect(await small.publish(20)).toBe(ids.length + 1);
});

test('what was seen is kept for as many events as the stream keeps, and Redis does not grow past that', async (test) => {
  const { redis } = await setStage(test, 0);
  const small = await open(redis.url, { journalEvents: 100 });
  await Promise.all(upTo(1_000).map((seq) => small.publish(seq)));
  const other = await somebodyElse(redis);
  expect(await other.hLen(seenKey)).toBeLessThanOrEqual(100);
  expect(await other.xLen(eventsKey)).toBeLessThan(300);
  expect(await small.publish(1_000)).toBe(1_000);
});

test('without a Redis at the start there is one clear error, and no password in it', async () => {
  const error = await RedisLog.open({
    url: 'redis://me:secret@127.0.0.1:1/0',
    keyspace: 'test',
    capacity: 10,
  }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'log-unreachable' });
  expect(String(error)).toMatch(/a Redis for the log at redis:\/\/127\.0\.0\.1:1\/0, but got .*ECONNREFUSED/);
  expect(String(error)).not.toContain('secret');
});
