import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, follow, json, type Opened } from './test-follow.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('asks for an event stream, with the position in the URL at first', () => {
  expect(follow('e.3').latest().request).toMatchObject({
    method: 'GET',
    path: '/sse?channel=room&after=e.3',
    headers: { accept: 'text/event-stream' },
  });
  expect(follow('e.3').latest().request.headers).not.toHaveProperty('last-event-id');
  expect(follow().latest().request.path).toBe('/sse?channel=room');
});

test('reads an event whose characters are split over chunks anywhere, and counts its bytes', () => {
  const heard = follow();
  const text = json(1, { source: '방장' });
  const frame = Buffer.from(`id: e.1\ndata: ${text}\n\n`);
  answer(heard.latest(), ...Array.from(frame, (byte) => Buffer.from([byte])));
  expect(heard.events).toEqual([expect.objectContaining({ id: 1, source: '방장' })]);
  expect(heard.bytes).toBe(Buffer.byteLength(text));
});

test('comes back after 3 s, as Chromium does, with the id of the last event in the header', () => {
  const heard = follow('e.3');
  answer(heard.latest(), `id: e.4\ndata: ${json(4)}\n\n`);
  heard.latest().sink.end();
  vi.advanceTimersByTime(2_999);
  expect(heard.opened).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(heard.latest().request).toMatchObject({
    path: '/sse?channel=room&after=e.3',
    headers: { 'last-event-id': 'e.4' },
  });
  expect(heard.notes).toEqual(['open h2', 'down ended']);
});

test('resumes from a block without data where it was cut before its first event', () => {
  const heard = follow();
  answer(heard.latest(), 'retry: 50\nid: e.8\n\n', `id: e.9\ndata: ${json(9)}\n`);
  heard.latest().sink.failed({ code: 'reset', message: 'reset' });
  vi.advanceTimersByTime(50);
  expect(heard.latest().request.headers).toMatchObject({ 'last-event-id': 'e.8' });
  expect(heard.events).toEqual([]);
});

test('names the position that its URL has, too, once a stream named it', () => {
  const heard = follow('e.3');
  answer(heard.latest(), 'retry: 50\nid: e.3\n\n');
  heard.latest().sink.end();
  vi.advanceTimersByTime(50);
  expect(heard.latest().request.headers).toMatchObject({ 'last-event-id': 'e.3' });
});

test('sends an id as UTF-8, and none for an empty one', () => {
  const heard = follow();
  answer(heard.latest(), 'retry: 50\nid: 한\n\n');
  heard.latest().sink.end();
  vi.advanceTimersByTime(50);
  const sent = heard.latest().request.headers?.['last-event-id'] ?? '';
  expect(Buffer.from(sent, 'latin1').toString()).toBe('한');
  answer(heard.latest(), 'id\n\n');
  heard.latest().sink.end();
  vi.advanceTimersByTime(50);
  expect(heard.latest().request.headers).not.toHaveProperty('last-event-id');
});

const redirect = ({ sink }: Opened, location: string): void => sink.head(307, { location }, 'h2');

test('follows a redirect, and comes back to where that led, as Chromium does', () => {
  const heard = follow();
  redirect(heard.latest(), '/there?channel=room');
  expect(heard.opened[0]?.aborted).toBe(true);
  expect(heard.latest().request.path).toBe('/there?channel=room');
  answer(heard.latest());
  heard.latest().sink.end();
  vi.advanceTimersByTime(3_000);
  expect(heard.opened.map(({ request }) => request.path)).toEqual([
    '/sse?channel=room',
    '/there?channel=room',
    '/there?channel=room',
  ]);
  expect(heard.notes).toEqual(['open h2', 'down ended']);
});

test('does not go where its browser has no connections to', () => {
  const heard = follow();
  redirect(heard.latest(), 'http://elsewhere.test/sse');
  expect(heard.notes).toEqual(['down status', 'gave up']);
  expect(heard.opened).toHaveLength(1);
});

test('takes redirects without end for a network error, and tries again', () => {
  const heard = follow();
  for (let nth = 0; nth <= 20; nth++) redirect(heard.latest(), '/sse?channel=room');
  expect(heard.opened).toHaveLength(21);
  expect(heard.notes).toEqual(['down closed']);
  vi.advanceTimersByTime(3_000);
  expect(heard.opened).toHaveLength(22);
});

test('opened anew by the application, it has its position in the URL', () => {
  const heard = follow('e.3', true);
  answer(heard.latest(), `id: e.4\ndata: ${json(4)}\n\n`);
  heard.latest().sink.end();
  vi.advanceTimersByTime(3_000);
  heard.latest().sink.head(502, {}, 'h2');
  vi.advanceTimersByTime(10_000);
  expect(heard.opened).toHaveLength(3);
  expect(heard.latest().request.path).toBe('/sse?channel=room&after=e.4');
  expect(heard.latest().request.headers).not.toHaveProperty('last-event-id');
});

test('tells a gap from an event of the kind gap', () => {
  const heard = follow();
  const gap = { from: 3, to: 7, reason: 'expired' };
  const event = `id: e.8\nevent: gap\ndata: ${json(8, { kind: 'gap' })}\n\n`;
  answer(heard.latest(), `event: gap\ndata: ${JSON.stringify(gap)}\n\n`, event);
  expect(heard.gaps).toEqual([gap]);
  expect(heard.events.map(({ id }) => id)).toEqual([8]);
});

test('closes for good after an event of the kind end', () => {
  const heard = follow();
  answer(heard.latest(), `id: e.1\nevent: end\ndata: ${json(1, { kind: 'end' })}\n\n`);
  expect(heard.latest().aborted).toBe(true);
  heard.latest().sink.end();
  vi.advanceTimersByTime(60_000);
  expect(heard.opened).toHaveLength(1);
});

describe('gives up for good, as an EventSource does (HTML standard 9.2.3),', () => {
  test.each([204, 301, 404, 500, 502])('on status %d', (status) => {
    const heard = follow();
    heard.latest().sink.head(status, { 'content-type': 'text/event-stream' }, 'h2');
    vi.advanceTimersByTime(60_000);
    expect(heard.notes).toEqual(['down status', 'gave up']);
    expect(heard.latest().aborted).toBe(true);
    expect(heard.opened).toHaveLength(1);
  });

  test.each([undefined, 'text/html', 'text/event-streams', 'text/event-stream; charset=latin1'])(
    'on the type %s',
    (type) => {
      const heard = follow();
      heard.latest().sink.head(200, { ...(type && { 'content-type': type }) }, 'h2');
      vi.advanceTimersByTime(60_000);
      expect(heard.notes).toEqual(['down protocol', 'gave up']);
      expect(heard.opened).toHaveLength(1);
    },
  );
});

test('takes the type in any case and with parameters', () => {
  const heard = follow();
  heard.latest().sink.head(200, { 'content-type': 'Text/Event-Stream ; charset=utf-8' }, 'http/1.1');
  expect(heard.notes).toEqual(['open http/1.1']);
});

test.each(['data: not JSON\n\n', 'data: {}\n\n', 'event: gap\ndata: 1\n\n'])(
  'reports %j as a fault of the protocol and throws nothing',
  (frame) => {
    const heard = follow();
    answer(heard.latest(), `${frame}id: e.1\ndata: ${json(1)}\n\n`, `id: e.2\ndata: ${json(2)}\n\n`);
    expect(heard.notes).toEqual(['open h2', 'down protocol', 'gave up']);
    expect(heard.events).toEqual([]);
  },
);

test('tries again where no connection came about', () => {
  const heard = follow();
  heard.latest().sink.failed({ code: 'refused', message: 'refused' });
  vi.advanceTimersByTime(3_000);
  expect(heard.opened).toHaveLength(2);
  heard.close();
  expect(heard.latest().aborted).toBe(true);
});
