import { expect, test } from 'vitest';
import type { LineSink } from '../reconnect.ts';
import { EventReader } from './event-reader.ts';

const json = (id: number): string =>
  `{"id":${id},"channel":"c","kind":"message","source":"s","seq":${id},"intendedAtUs":1,"publishedAtUs":2,"data":"é"}`;
const block = (id: number): string => `id: e.${id}\ndata: ${json(id)}\n\n`;

/** A reader that has its stream's first block behind it, and what it reports from then on. */
function newReader(): { read: (text: string) => void; heard: string[] } {
  const heard: string[] = [];
  const line: LineSink = {
    open: () => {},
    cursor: (cursor) => heard.push(cursor),
    event: ({ id }, bytes) => heard.push(`event ${id} of ${bytes} bytes`),
    gap: ({ from, to }) => heard.push(`gap ${from}-${to}`),
    retry: (milliseconds) => heard.push(`retry ${milliseconds}`),
    request: () => {},
    alive: () => heard.push('alive'),
    down: () => {},
  };
  const reader = new EventReader(line);
  reader.read(Buffer.from('id: e.0\n\n'));
  heard.length = 0;
  return { read: (text) => reader.read(Buffer.from(text)), heard };
}

const SAID_BY_ONE = ['e.1', `event 1 of ${Buffer.byteLength(json(1))} bytes`];

test('a chunk that another stream brought before says the same again', () => {
  const [one, other] = [newReader(), newReader()];
  one.read(block(1));
  other.read(block(1));
  expect(one.heard).toEqual(SAID_BY_ONE);
  expect(other.heard).toEqual(SAID_BY_ONE);
});

test('everything that a chunk of several blocks says is said again, in its order', () => {
  const chunk = `retry: 7\nid: e.1\n\nevent: gap\ndata: {"from":1,"to":2,"reason":"expired"}\n\n${block(3)}`;
  const [one, other] = [newReader(), newReader()];
  one.read(chunk);
  other.read(chunk);
  expect(one.heard.length).toBe(5);
  expect(other.heard).toEqual(one.heard);
});

test('in the middle of a block the same bytes are the rest of that block', () => {
  const [one, other] = [newReader(), newReader()];
  one.read(block(1));
  other.read('event: ');
  other.read(block(1));
  // Its first line names the event `id: e.1`, so no cursor comes of it.
  expect(one.heard).toEqual(SAID_BY_ONE);
  expect(other.heard).toEqual(SAID_BY_ONE.slice(1));
});

test('an event that comes in pieces is whole', () => {
  const { read, heard } = newReader();
  for (const piece of [block(1).slice(0, 9), block(1).slice(9)]) read(piece);
  expect(heard).toEqual(SAID_BY_ONE);
});
