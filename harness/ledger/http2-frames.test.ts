import { expect, test } from 'vitest';
import { enterHttp2 } from './http2-frames.ts';
import { ENVELOPE, EVENT, PAYLOAD, type Part, recordingOf, testColumn } from './test-column.ts';

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const frame = (type: number, payload: string | Buffer, { flags = 0, stream = 0 } = {}): Buffer => {
  const bytes = Buffer.from(payload as string);
  return Buffer.concat([Buffer.from([0, 0, bytes.length, type, flags, 0, 0, 0, stream]), bytes]);
};
const sumsOf = (direction: 'up' | 'down', ...parts: readonly Part[]) => {
  const { enter, sums } = testColumn();
  enterHttp2(recordingOf(...parts), direction, enter);
  return sums;
};

test('the preface and what a session says of itself are one class, a ping is a heartbeat', () => {
  const settings = frame(4, Buffer.alloc(6));
  const [reset, goAway, window] = [frame(3, '1234'), frame(7, '12345678'), frame(8, '1234')];
  const ping = frame(6, '12345678');
  expect(sumsOf('up', PREFACE, settings, ping, reset, goAway, window)).toEqual({
    http2: 24 + 15 + 13 + 17 + 13,
    heartbeats: 17,
  });
});

test('heads are their frames as a whole, whatever HPACK makes of them', () => {
  expect(sumsOf('down', frame(1, 'compressed', { stream: 1 }), frame(9, 'more', { stream: 1 }))).toEqual({
    heads: 9 + 10 + 9 + 4,
  });
});

test('the data of a stream is read as a whole, however frames of others cut it', () => {
  const [one, two] = [EVENT.slice(0, 30), EVENT.slice(30)];
  expect(
    sumsOf(
      'down',
      frame(0, `data: ${one}`, { stream: 1 }),
      frame(0, ':\n', { stream: 3 }),
      frame(0, `${two}\n\n`, { stream: 1 }),
      frame(0, '\n', { stream: 3 }),
    ),
  ).toEqual({ payload: PAYLOAD, envelope: ENVELOPE, framing: 4 * 9 + 8, heartbeats: 3 });
});

test('padding is framing', () => {
  const padded = Buffer.concat([Buffer.from([3]), Buffer.from(':\n\n'), Buffer.alloc(3)]);
  expect(sumsOf('down', frame(0, padded, { stream: 1, flags: 0x8 }))).toEqual({
    framing: 9 + 4,
    heartbeats: 3,
  });
});

test('another preface, a frame of no known type or one that is cut off is an error', () => {
  expect(() => sumsOf('up', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toThrow(/preface/);
  expect(() => sumsOf('down', frame(0x42, ''))).toThrow(/type 66/);
  expect(() => sumsOf('down', frame(1, 'compressed').subarray(0, -1))).toThrow(/HTTP\/2 frames/);
});
