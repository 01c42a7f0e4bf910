import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LogEvent } from '../event.ts';
import { encodeTextFrame, webSocketFraming } from './framing.ts';
import { Receiver } from './test-peer.ts';

/** What the receiver of ws, in a client's role, makes of the bytes. */
function receive(bytes: Buffer): string[] {
  const receiver = new Receiver({ isServer: false });
  const messages: string[] = [];
  receiver.on('message', (data: Buffer, isBinary: boolean) => messages.push(`${isBinary} ${data}`));
  receiver.write(bytes);
  return messages;
}

const texts = fc.string({ unit: 'grapheme', maxLength: 300 });

test('any text comes back the same from an independent receiver', () => {
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 5 }), (messages) => {
      const frames = Buffer.concat(messages.map(encodeTextFrame));
      expect(receive(frames)).toEqual(messages.map((text) => `false ${text}`));
    }),
  );
});

test.each([
  [0, 2],
  [1, 2],
  [125, 2],
  [126, 4],
  [65_535, 4],
  [65_536, 10],
  [200_000, 10],
])('a payload of %i bytes has a header of %i', (payloadBytes, headerBytes) => {
  const text = 'x'.repeat(payloadBytes);
  const frame = encodeTextFrame(text);
  expect(frame.length).toBe(headerBytes + payloadBytes);
  expect(receive(frame)).toEqual([`false ${text}`]);
});

test('the length counts bytes, not characters', () => {
  const text = '한'.repeat(60);
  expect(encodeTextFrame(text).length).toBe(4 + 180);
  expect(receive(encodeTextFrame(text))).toEqual([`false ${text}`]);
});

test('an event is one message, made once', () => {
  const event = new LogEvent(
    { channel: 'room', kind: 'message', source: 's', seq: 1, intendedAtUs: 1, data: '☃' },
    { id: 1, epoch: 'e', publishedAtUs: 2 },
  );
  expect(receive(event.frame(webSocketFraming))).toEqual([`false ${event.json}`]);
  expect(event.frame(webSocketFraming)).toBe(event.frame(webSocketFraming));
});
