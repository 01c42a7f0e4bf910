import { expect, test } from 'vitest';
import { LogEvent } from '../event.ts';
import { lineFraming, readJoinLine, readServerLine } from './lines.ts';

const event = new LogEvent(
  { channel: 'room', kind: 'message', source: 's', seq: 3, intendedAtUs: 1, data: 'two\nlines' },
  { id: 9, epoch: 'e', publishedAtUs: 2 },
);

test('an event is one line, whatever its data', () => {
  const line = event.frame(lineFraming).toString();
  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(readServerLine(line.slice(0, -1))).toMatchObject({ id: 9, channel: 'room', seq: 3 });
});

test('what a server says besides events is told apart from them', () => {
  expect(readServerLine('{"cursor":"e.9"}')).toEqual({ cursor: 'e.9', epoch: 'e' });
  const gap = { from: 1, to: 2, reason: 'expired' };
  expect(readServerLine(JSON.stringify({ gap }))).toEqual({ gap });
  expect(() => readServerLine('{"hello":1}')).toThrow();
  expect(() => readServerLine('{"cursor":"not one"}')).toThrow('a cursor such as');
});

test('the first line names a channel and perhaps a position', () => {
  expect(readJoinLine(Buffer.from('{"channel":"room"}'))).toEqual({ channel: 'room', after: undefined });
  expect(readJoinLine(Buffer.from('{"channel":"room","after":"e.4"}'))).toEqual({
    channel: 'room',
    after: { epoch: 'e', id: 4 },
  });
});

test.each([
  ['GET / HTTP/1.1', 'a first line'],
  ['null', 'a first line'],
  ['{"channel":"room","after":7}', 'a first line'],
  ['{}', 'a first line'],
  ['{"channel":7}', 'a channel of'],
  ['{"channel":"no spaces"}', 'a channel of'],
  ['{"channel":"room","after":"-1"}', 'a cursor such as'],
])('the first line %j is refused with what was expected', (line, expected) => {
  expect(() => readJoinLine(Buffer.from(line))).toThrow(expected);
});
