import { afterEach, describe, expect, test } from 'vitest';
import type { Browser } from '../browser.ts';
import type { HostOptions } from '../start-host.ts';
import { type Stage, setStage } from '../test-tab.ts';
import { HTTP_VERSIONS, type HttpVersion } from '../transport.ts';
import sse from './index.ts';

interface Reading {
  status: number;
  headers: Record<string, unknown>;
  body: string;
  ended: boolean;
}

/** Reads whatever a path is answered, as it comes. */
function read(browser: Browser, path: string, headers: Record<string, string> = {}): Reading {
  const reading: Reading = { status: 0, headers: {}, body: '', ended: false };
  browser.exchange(
    { method: 'GET', path, headers },
    {
      head: (status, received) => Object.assign(reading, { status, headers: received }),
      data: (chunk) => {
        reading.body += chunk;
      },
      end: () => {
        reading.ended = true;
      },
      failed: () => {},
    },
  );
  return reading;
}

describe.each(HTTP_VERSIONS)('GET /sse over HTTP/%s', (http: HttpVersion) => {
  let stage: Stage;
  const start = async (options: Partial<HostOptions> = {}): Promise<Stage> => {
    stage = await setStage(sse, http, true, { epoch: 'e', ...options });
    return stage;
  };
  afterEach(() => stage.close());
  const idsIn = ({ body }: Reading): string[] => body.match(/^id: .*$/gm) ?? [];

  test('answers at once, with the log’s end as an id that no page hears of', async () => {
    const { browser, publish } = await start();
    publish(1);
    const reading = read(browser, '/sse?channel=room');
    await expect.poll(() => reading.body).toBe('id: e.1\n\n');
    expect(reading.status).toBe(200);
    expect(reading.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    publish(2);
    await expect.poll(() => idsIn(reading)).toEqual(['id: e.1', 'id: e.2']);
  });

  test('says how long to wait before coming back where the host was told', async () => {
    const { browser } = await start({ retryMs: 250 });
    const reading = read(browser, '/sse?channel=room');
    await expect.poll(() => reading.body).toBe('retry: 250\nid: e.0\n\n');
  });

  test('begins a replay at what precedes it, so that being cut within it loses nothing', async () => {
    const { browser, publish } = await start();
    for (let seq = 1; seq <= 4; seq++) publish(seq);
    const reading = read(browser, '/sse?channel=room&after=2');
    await expect.poll(() => idsIn(reading)).toEqual(['id: e.2', 'id: e.3', 'id: e.4']);
  });

  test('believes the header more than the URL', async () => {
    const { browser, publish } = await start();
    for (let seq = 1; seq <= 4; seq++) publish(seq);
    const reading = read(browser, '/sse?channel=room&after=1', { 'last-event-id': 'e.3' });
    await expect.poll(() => idsIn(reading)).toEqual(['id: e.3', 'id: e.4']);
  });

  test('tells a gap before the position after it', async () => {
    const { browser, publish } = await start({ logCapacity: 2 });
    for (let seq = 1; seq <= 5; seq++) publish(seq);
    const reading = read(browser, '/sse?channel=room&after=1');
    await expect.poll(() => idsIn(reading)).toEqual(['id: e.3', 'id: e.4', 'id: e.5']);
    expect(reading.body).toMatch(
      /^event: gap\ndata: \{"from":2,"to":3,"reason":"expired"\}\n\nid: e\.3\n\nid: e\.4\ndata: /,
    );
  });

  test('goes on at the end for a position past the log’s end, which is no error', async () => {
    const { browser, publish } = await start();
    publish(1);
    const reading = read(browser, '/sse?channel=room', { 'last-event-id': 'e.9' });
    await expect.poll(() => reading.body).toContain('"reason":"ahead"');
    expect(idsIn(reading)).toEqual(['id: e.1']);
  });

  test('ends after an event of the kind end, also within a replay', async () => {
    const { browser, publish, host } = await start();
    const live = read(browser, '/sse?channel=room');
    await expect.poll(() => live.body).not.toBe('');
    publish(1);
    publish(2, { kind: 'end' });
    publish(3);
    const replay = read(browser, '/sse?channel=room&after=0');
    await expect.poll(() => live.ended && replay.ended).toBe(true);
    expect(idsIn(live)).toEqual(['id: e.0', 'id: e.1', 'id: e.2']);
    expect(idsIn(replay)).toEqual(['id: e.0', 'id: e.1', 'id: e.2']);
    expect([host.hub.subscribers, host.heartbeats.size]).toEqual([0, 0]);
  });

  test('keeps an idle stream alive by comments', async () => {
    const { browser } = await start({ heartbeatMs: 16 });
    const reading = read(browser, '/sse?channel=room');
    await expect.poll(() => reading.body).toMatch(/^id: e\.0\n\n(?::\n\n){2,}/);
  });

  test('completes every stream on shutdown', async () => {
    const { browser, host } = await start();
    const readings = [read(browser, '/sse?channel=room'), read(browser, '/sse?channel=other')];
    await expect.poll(() => readings.map(({ body }) => body)).toEqual(['id: e.0\n\n', 'id: e.0\n\n']);
    await host.close();
    await expect.poll(() => readings.map(({ ended }) => ended)).toEqual([true, true]);
  });

  test.each([
    ['/sse', {}, 'channel-malformed'],
    ['/sse?channel=', {}, 'channel-malformed'],
    ['/sse?channel=a&channel=b', {}, 'channel-malformed'],
    ['/sse?channel=%0Aid:1', {}, 'channel-malformed'],
    ['/sse?channel=room&after=', {}, 'cursor-malformed'],
    ['/sse?channel=room&after=-1', {}, 'cursor-malformed'],
    ['/sse?channel=room&after=1&after=2', {}, 'cursor-malformed'],
    ['/sse?channel=room', { 'last-event-id': 'E/1' }, 'cursor-malformed'],
    ['/sse?channel=room&after=0', { 'last-event-id': '1, 2' }, 'cursor-malformed'],
  ])('answers %s %j with a 400 that says why, and goes on serving', async (path, headers, code) => {
    const { browser, host } = await start();
    const reading = read(browser, path, headers);
    await expect.poll(() => reading.ended).toBe(true);
    expect(reading.status).toBe(400);
    expect(JSON.parse(reading.body).error.code).toBe(code);
    expect([host.hub.subscribers, host.heartbeats.size]).toEqual([0, 0]);
    const next = read(browser, '/sse?channel=room');
    await expect.poll(() => next.body).toBe('id: e.0\n\n');
  });
});

test('HEAD is answered with the head alone, and leaves no stream behind', async () => {
  const stage = await setStage(sse, '1.1', false);
  const answer = await fetch(`http://127.0.0.1:${stage.host.port}/sse?channel=room`, { method: 'HEAD' });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  expect(stage.host.hub.subscribers).toBe(0);
  await stage.close();
});

test('the lines to try name the channel', () => {
  const origin = { host: '127.0.0.1', port: 4700 };
  expect(sse.examples({ ...origin, tls: true }, 'feed')).toEqual([
    "curl -N 'https://127.0.0.1:4700/sse?channel=feed'",
    "curl -N -H 'Last-Event-ID: 0' 'https://127.0.0.1:4700/sse?channel=feed'",
  ]);
});
