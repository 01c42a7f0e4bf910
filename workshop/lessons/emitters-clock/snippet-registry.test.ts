import { expect, test } from 'vitest';
import { type EventResponse, SseEmitter } from '../../../transports/sse/emitter.ts';
import { Streams } from './snippet-registry.ts';

/** An answer that notes what it is told. */
const answer = (notes: string[]): EventResponse => ({
  watch: () => {},
  begin: (frames) => void notes.push('200', ...frames.map(String)),
  write: (frame) => void notes.push(String(frame)),
  end: () => void notes.push('end'),
  refuse: () => void notes.push('refused'),
});

test('the registry’s snippet reaches all although one leaves meanwhile, and no stream of it expires empty', () => {
  const streams = new Streams();
  const notes: string[][] = [[], [], []];
  const emitters = notes.map((own) => {
    const emitter = new SseEmitter();
    streams.add(emitter);
    emitter.start(answer(own));
    return emitter;
  });
  // The first one ends as it is written to.
  const [first] = emitters;
  const send = first?.send.bind(first);
  if (first !== undefined) {
    first.send = (event) => {
      send?.(event);
      first.complete();
    };
  }
  streams.sendToAll('x');
  expect(notes.map((own) => own.filter((note) => note.includes('data')))).toEqual(
    Array(3).fill(['data: x\n\n']),
  );
  expect(notes.map(([status]) => status)).toEqual(['200', '200', '200']);
  expect(streams.size).toBe(2);
  first?.complete();
  expect(streams.size).toBe(2);
});

test('the registry’s snippet reaches all although one of them has ended before its answer began', () => {
  const streams = new Streams();
  const notes: string[][] = [[], []];
  const emitters = notes.map(() => new SseEmitter());
  for (const emitter of emitters) streams.add(emitter);
  emitters[0]?.complete();
  streams.sendToAll('x');
  for (const [index, emitter] of emitters.entries()) emitter.start(answer(notes[index] ?? []));
  expect(notes.map((own) => own.includes('data: x\n\n'))).toEqual([false, true]);
  expect(streams.size).toBe(1);
});
