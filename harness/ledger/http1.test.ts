import { expect, test } from 'vitest';
import { enterHttp1 } from './http1.ts';
import { ENVELOPE, EVENT, PAYLOAD, type Part, recordingOf, testColumn } from './test-column.ts';

const sumsOf = (...parts: readonly Part[]) => {
  const { enter, sums } = testColumn();
  enterHttp1(recordingOf(...parts), enter);
  return sums;
};
const event = { payload: PAYLOAD, envelope: ENVELOPE };

test('requests without a body follow each other and are heads only', () => {
  const get = 'GET /poll?channel=feed HTTP/1.1\r\nHost: x\r\n\r\n';
  expect(sumsOf(get, get)).toEqual({ heads: 2 * get.length });
});

test('a body has the length that its head states, and the next answer begins after it', () => {
  const body = `{"events":[${EVENT}],"cursor":"e.1"}`;
  const answer = `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  const empty = 'HTTP/1.1 204 No Content\r\n\r\n';
  expect(sumsOf(answer, body, empty, empty)).toEqual({
    ...event,
    heads: answer.length + 2 * empty.length,
    framing: '{"events":[],"cursor":"e.1"}'.length,
  });
});

test('sizes and ends of chunks are framing, wherever they cut the body', () => {
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
  const [one, two] = [EVENT.slice(0, 20), Buffer.from(EVENT.slice(20))];
  const sizes = ['14\r\n', `${two.length.toString(16)}\r\n`, '0\r\n'];
  expect(
    sumsOf(head, sizes[0] ?? '', one, '\r\n', sizes[1] ?? '', two, '\r\n', sizes[2] ?? '', '\r\n'),
  ).toEqual({
    ...event,
    heads: head.length,
    framing: sizes.join('').length + 6,
  });
});

test('an answer without a length is a stream to the end of its connection', () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n';
  expect(sumsOf(head, `data: ${EVENT}\n\n`, ':\n\n')).toEqual({
    ...event,
    heads: head.length,
    framing: 8,
    heartbeats: 3,
  });
});

test('after an upgrade WebSocket frames follow, both ways', () => {
  const asked = 'GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n\r\n';
  const accepted = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n';
  for (const head of [asked, accepted]) {
    expect(sumsOf(head, [0x89, 0])).toEqual({ heads: head.length, heartbeats: 2 });
  }
});

test('a head, a body or a chunk that is cut off is an error', () => {
  expect(() => sumsOf('GET / HTTP/1.1\r\n')).toThrow(/HTTP\/1\.1/);
  expect(() => sumsOf('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}')).toThrow(/HTTP\/1\.1/);
  expect(() => sumsOf('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n')).toThrow(/chunk/);
});
