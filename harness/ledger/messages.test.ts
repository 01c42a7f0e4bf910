import { expect, test } from 'vitest';
import { enterJsonBody, enterMessage } from './messages.ts';
import { ENVELOPE, EVENT, PAYLOAD, testColumn } from './test-column.ts';

const sumsOf = (json: string, enterJson = enterMessage) => {
  const { enter, sums } = testColumn();
  enterJson(Buffer.from(json), enter, 0);
  return sums;
};

test('an event is its data as payload, quotes included, and all around it as envelope', () => {
  expect(sumsOf(EVENT)).toEqual({ payload: PAYLOAD, envelope: ENVELOPE });
});

test('data that is an object is payload with all that is in it, wherever the field stands', () => {
  const data = '{"data":[1,{"seq":"]}"}],"empty":{}}';
  const json = `{ "data" : ${data} , "seq" : 4 }`;
  expect(sumsOf(json)).toEqual({ payload: data.length, envelope: json.length - data.length });
});

test('what is no event is a signal, although it may carry data', () => {
  const open = '{"type":"open","cursor":"e.0"}';
  expect(sumsOf(open)).toEqual({ signals: open.length });
  expect(sumsOf('{"data":1}')).toEqual({ signals: 10 });
  expect(sumsOf('{}')).toEqual({ signals: 2 });
});

test('a poll’s answer frames its events, and an answer without any is framing throughout', () => {
  const around = '{"events":[,],"cursor":"e.2"}';
  const answer = `{"events":[${EVENT},${EVENT}],"cursor":"e.2"}`;
  expect(sumsOf(answer, enterJsonBody)).toEqual({
    payload: 2 * PAYLOAD,
    envelope: 2 * ENVELOPE,
    framing: around.length,
  });
  expect(sumsOf('{"events":[],"cursor":"e.2"}', enterJsonBody)).toEqual({ framing: 28 });
});

test.each(['', '[]', '{"id"', '{"id":', '{"id":1', '{"a":"b', '{"a":[1}'])(
  'JSON that is none or ends too soon is an error, not a number: %s',
  (json) => {
    expect(() => sumsOf(json)).toThrow(/JSON/);
  },
);
