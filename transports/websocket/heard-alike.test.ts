import { expect, test } from 'vitest';
import { encodeTextFrame } from './framing.ts';
import { HeardAlike } from './heard-alike.ts';
import { readServerMessage, type ServerMessage } from './messages.ts';

const json = (id: number, data = 'x'.repeat(200)): string =>
  `{"id":${id},"channel":"c","kind":"message","source":"s","seq":${id},"intendedAtUs":1,"publishedAtUs":2,"data":"${data}"}`;
const HANDSHAKE = Buffer.from('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n');

/** A WebSocket whose handshake is done, and the ids that it was told of without ws. */
function newWebSocket(handshake: Buffer = HANDSHAKE) {
  const told: number[] = [];
  const alike = new HeardAlike((message) => told.push((message as { id: number }).id));
  alike.take(handshake);
  /** As ws does it: takes the chunk apart where it was not told. */
  const read = (chunk: Buffer, text?: string): boolean => {
    if (alike.take(chunk)) return true;
    if (text !== undefined) alike.heard(readServerMessage(text) as ServerMessage, Buffer.from(text));
    return false;
  };
  return { told, read };
}

test('a message that another WebSocket was just told is told at once', () => {
  const [one, other] = [newWebSocket(), newWebSocket()];
  expect(one.read(encodeTextFrame(json(1)), json(1))).toBe(false);
  expect(other.read(encodeTextFrame(json(1)))).toBe(true);
  expect(other.told).toEqual([1]);
});

test('the same bytes within a longer message are a part of that message', () => {
  const frame = encodeTextFrame(json(2));
  const [one, other] = [newWebSocket(), newWebSocket()];
  one.read(frame, json(2));
  const longer = encodeTextFrame(' '.repeat(10) + frame.toString('latin1') + ' '.repeat(10));
  const begin = longer.indexOf(frame.subarray(2, 60)) - 2;
  expect(other.read(longer.subarray(0, begin))).toBe(false);
  expect(other.read(frame)).toBe(false);
  expect(other.told).toEqual([]);
});

test('after a message in two chunks the next one is known to begin anew', () => {
  const [one, other] = [newWebSocket(), newWebSocket()];
  const first = encodeTextFrame(json(3));
  other.read(first.subarray(0, 50));
  other.read(first.subarray(50), json(3));
  one.read(encodeTextFrame(json(4)), json(4));
  expect(other.read(encodeTextFrame(json(4)))).toBe(true);
});

test('a message that comes right behind the handshake is stepped over', () => {
  const [one, other] = [
    newWebSocket(),
    newWebSocket(Buffer.concat([HANDSHAKE, encodeTextFrame('{"type":"open"}')])),
  ];
  one.read(encodeTextFrame(json(5)), json(5));
  expect(other.read(encodeTextFrame(json(5)))).toBe(true);
});

test('where a header is cut in two, all that follows is for ws', () => {
  const [one, other] = [newWebSocket(), newWebSocket()];
  const frame = encodeTextFrame(json(6));
  other.read(frame.subarray(0, 3));
  other.read(frame.subarray(3), json(6));
  one.read(encodeTextFrame(json(7)), json(7));
  expect(other.read(encodeTextFrame(json(7)))).toBe(false);
});

test('what ws reads of another chunk than the one under way is not taken for it', () => {
  const [one, other] = [newWebSocket(), newWebSocket()];
  one.read(encodeTextFrame(json(8)), json(9));
  expect(other.read(encodeTextFrame(json(8)))).toBe(false);
});

test('a ping between two messages is stepped over', () => {
  const [one, other] = [newWebSocket(), newWebSocket()];
  other.read(Buffer.from([0x89, 0]));
  one.read(encodeTextFrame(json(10)), json(10));
  expect(other.read(encodeTextFrame(json(10)))).toBe(true);
});
