import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Endings } from './endings.ts';

test('everything ends, last first', async () => {
  const ended: string[] = [];
  const endings = new Endings();
  endings.add(() => ended.push('first'));
  await endings.keep(Promise.resolve('second'), (name) => ended.push(name));
  await endings.close();
  expect(ended).toEqual(['second', 'first']);
});

test('one ending that fails keeps no other from being tried, and is told of', async () => {
  const ended: string[] = [];
  const endings = new Endings();
  endings.add(() => ended.push('first'));
  endings.add(() => Promise.reject(new Error('a door is stuck')));
  endings.add(() => {
    throw new Error('a lamp is out');
  });
  endings.add(() => ended.push('last'));
  await expect(endings.close()).rejects.toThrow('a lamp is out; a door is stuck');
  expect(ended).toEqual(['last', 'first']);
});

test('what still starts is waited for, and ended', async () => {
  const start = Promise.withResolvers<string>();
  const ended: string[] = [];
  const endings = new Endings();
  const kept = endings.keep(start.promise, (name) => ended.push(name));
  let isClosed = false;
  const closing = endings.close().then(() => {
    isClosed = true;
  });
  await turn();
  expect(isClosed).toBe(false);
  start.resolve('slow');
  await closing;
  expect(await kept).toBe('slow');
  expect(ended).toEqual(['slow']);
});

test('what comes when all is over ends at once', async () => {
  const ended: string[] = [];
  const endings = new Endings();
  await endings.close();
  endings.add(() => ended.push('action'));
  await endings.keep(Promise.resolve('thing'), (name) => ended.push(name));
  await turn();
  expect(ended).toEqual(['action', 'thing']);
});
