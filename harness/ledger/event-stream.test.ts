import { expect, test } from 'vitest';
import { enterEventStream } from './event-stream.ts';
import { ENVELOPE, EVENT, PAYLOAD, recordingOf, testColumn } from './test-column.ts';

const sumsOf = (stream: string) => {
  const { enter, sums } = testColumn();
  enterEventStream(recordingOf(stream), enter);
  return sums;
};

test('of an event, field names and newlines are framing and its JSON is not', () => {
  expect(sumsOf(`id: e.1\nevent: position\ndata: ${EVENT}\n\n`)).toEqual({
    payload: PAYLOAD,
    envelope: ENVELOPE,
    framing: 'id: e.1\nevent: position\ndata: \n\n'.length,
  });
});

test('a comment is a heartbeat with the empty line that ends it', () => {
  expect(sumsOf(':\n\n: still here\n\n')).toEqual({ heartbeats: 17 });
});

test('a block without data says where the stream begins, and a gap is no event: both are signals', () => {
  expect(sumsOf('retry: 20\nid: e.0\n\n')).toEqual({ signals: 19 });
  expect(sumsOf('event: gap\ndata: {"from":1}\n\n')).toEqual({ signals: 10, framing: 18 + 1 });
});

test('a stream that ends within a block, or an event over two lines, is an error', () => {
  expect(() => sumsOf(`data: ${EVENT}\n`)).toThrow(/event stream/);
  expect(() => sumsOf('data: {\ndata: }\n\n')).toThrow(/one line of data/);
});
