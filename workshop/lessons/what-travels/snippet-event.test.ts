import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { expect, test } from 'vitest';
import { eventBlock } from './snippet-event.ts';

function parse(text: string): EventSourceMessage[] {
  const events: EventSourceMessage[] = [];
  createParser({ onEvent: (event) => events.push(event) }).feed(text);
  return events;
}

test('a block comes out of a parser as it went in, lines and all', () => {
  const event = { id: '7', name: 'news', data: 'one\ntwo\n\nfour' };
  expect(parse(eventBlock(event) + eventBlock({ data: '' }))).toEqual([
    { id: '7', event: 'news', data: 'one\ntwo\n\nfour' },
    { id: undefined, event: undefined, data: '' },
  ]);
});

test('a name cannot smuggle in another field', () => {
  expect(() => eventBlock({ name: 'x\ndata: forged', data: '' })).toThrow('one line');
});
