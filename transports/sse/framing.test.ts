import { createParser, type EventSourceMessage } from 'eventsource-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogEvent } from '../event.ts';
import { sseEvent, sseFraming } from './framing.ts';

const text = (frame: Buffer): string => frame.toString('utf8');

function parse(frames: Buffer): EventSourceMessage[] {
  const messages: EventSourceMessage[] = [];
  createParser({ onEvent: (message) => messages.push(message) }).feed(text(frames));
  return messages;
}

const place = { id: 7, epoch: 'k3x9', publishedAtUs: 20 };
const request = { channel: 'room', kind: 'message', source: 'test', seq: 3, intendedAtUs: 10, data: null };

describe('sseEvent', () => {
  test('gives the fields in the order in which they were named, and one empty line', () => {
    const block = sseEvent().comment('why').data('1').id('a.1').retry(250).event('tick').data('2');
    expect(text(block.build())).toBe(': why\ndata: 1\nid: a.1\nretry: 250\nevent: tick\ndata: 2\n\n');
  });

  test('gives a line for each line of the data, whichever way it ends', () => {
    expect(text(sseEvent().data('a\nb\r\nc\rd\n\ne').build())).toBe(
      'data: a\ndata: b\ndata: c\ndata: d\ndata:\ndata: e\n\n',
    );
  });

  test('gives a comment a line for each of its lines, so that none of them is read as a field', () => {
    expect(text(sseEvent().comment('a\rdata: b').comment('').build())).toBe(': a\n: data: b\n:\n\n');
  });

  test('keeps the space that a value begins with', () => {
    expect(parse(sseEvent().id(' 1').event(' x').data(' y').build())).toEqual([
      { id: ' 1', event: ' x', data: ' y' },
    ]);
  });

  test('is no bytes at all where no field was named', () => {
    expect(sseEvent().build()).toHaveLength(0);
  });

  test.each(['\r', '\n', '\0', 'a\r\ndata: forged'])('refuses %j in an id', (id) => {
    expect(() => sseEvent().id(id)).toThrow(expect.objectContaining({ code: 'sse-id-malformed' }));
  });

  test.each(['\r', '\n', 'a\ndata: forged'])('refuses %j in an event name', (name) => {
    expect(() => sseEvent().event(name)).toThrow(expect.objectContaining({ code: 'sse-name-malformed' }));
  });

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e21])('refuses %d as a retry', (retry) => {
    expect(() => sseEvent().retry(retry)).toThrow(expect.objectContaining({ code: 'sse-retry-malformed' }));
  });
});

describe('sseFraming', () => {
  test('gives the cursor, the kind and the JSON of an event', () => {
    const event = new LogEvent({ ...request, kind: 'seek' }, place);
    expect(text(sseFraming.encode(event))).toBe(`id: k3x9.7\nevent: seek\ndata: ${event.json}\n\n`);
  });

  test('names no event for the kind message, because a named one does not reach onmessage', () => {
    const event = new LogEvent(request, place);
    expect(text(sseFraming.encode(event))).toBe(`id: k3x9.7\ndata: ${event.json}\n\n`);
  });
});

describe('what an independent parser reads', () => {
  const anyText = fc.string({ unit: 'binary' });
  const lines = fc
    .array(
      fc.oneof(anyText, fc.constantFrom('\r', '\n', '\r\n', '\n\n', ':', 'data: x', ' ', '\uFEFF', '\0')),
    )
    .map((parts) => parts.join(''));

  test('is any id, name and data that were sent, with line ends as LF', () => {
    const id = anyText.map((value) => value.replace(/[\r\n\0]/g, ''));
    const name = anyText.map((value) => value.replace(/[\r\n]/g, '')).filter((value) => value !== '');
    fc.assert(
      fc.property(fc.array(fc.tuple(id, name, lines)), (events) => {
        const frames = events.map(([id, name, data]) => sseEvent().id(id).event(name).data(data).build());
        expect(parse(Buffer.concat(frames))).toEqual(
          events.map(([id, event, data]) => ({ id, event, data: data.replace(/\r\n|\r/g, '\n') })),
        );
      }),
    );
  });

  test('is any log event, with its data unchanged', () => {
    const data = fc.oneof(lines, fc.jsonValue());
    fc.assert(
      fc.property(fc.constantFrom('message', 'seek', 'end'), fc.nat(), data, (kind, id, data) => {
        const event = new LogEvent({ ...request, kind, data }, { ...place, id });
        const [message, ...others] = parse(sseFraming.encode(event));
        expect(others).toEqual([]);
        expect(message?.id).toBe(`k3x9.${id}`);
        expect(message?.event).toBe(kind === 'message' ? undefined : kind);
        expect(message?.data).toBe(event.json);
      }),
    );
  });
});
