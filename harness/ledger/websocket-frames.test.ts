import { expect, test } from 'vitest';
import { ENVELOPE, EVENT, PAYLOAD, type Part, recordingOf, testColumn } from './test-column.ts';
import { enterWebSocketFrames } from './websocket-frames.ts';

const sumsOf = (...frames: readonly Part[]) => {
  const { enter, sums } = testColumn();
  enterWebSocketFrames(recordingOf(...frames), enter);
  return sums;
};
const length = Buffer.byteLength(EVENT);
const KEY = [0x37, 0xfa, 0x21, 0x3d];
const masked = Buffer.from(EVENT).map((byte, at) => byte ^ (KEY[at % 4] as number));

test('the head of a message is framing, with 16 or 64 bits of length too', () => {
  const event = { payload: PAYLOAD, envelope: ENVELOPE };
  expect(sumsOf([0x81, length], EVENT)).toEqual({ ...event, framing: 2 });
  expect(sumsOf([0x81, 126, 0, length], EVENT)).toEqual({ ...event, framing: 4 });
  expect(sumsOf([0x81, 127, 0, 0, 0, 0, 0, 0, 0, length], EVENT)).toEqual({ ...event, framing: 10 });
});

test('a client’s mask is framing, and what it hides is read', () => {
  expect(sumsOf([0x81, 0x80 | length, ...KEY], Buffer.from(masked))).toEqual({
    payload: PAYLOAD,
    envelope: ENVELOPE,
    framing: 6,
  });
});

test('pings and pongs are heartbeats as a whole, and a close is a signal', () => {
  expect(sumsOf([0x89, 0], [0x8a, 0x80, ...KEY], [0x88, 2, 3, 0xe8])).toEqual({ heartbeats: 8, signals: 4 });
});

test('a frame that is cut off, or of a kind that is not spoken here, is an error', () => {
  expect(() => sumsOf([0x81, length], EVENT.slice(0, -1))).toThrow(/WebSocket frames/);
  expect(() => sumsOf([0x82, 0])).toThrow(/0x82/);
  expect(() => sumsOf([0x01, 0])).toThrow(/0x1/);
});
