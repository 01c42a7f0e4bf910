import { expect, test } from 'vitest';
import { fixtureFault } from '../fixture-fault.ts';
import { sayLeaks } from './leaks.ts';

test('a server that holds nothing is said to hold nothing', () => {
  expect(sayLeaks(fixtureFault(), 'en')).toEqual({
    said: 'Left behind on the server once every client had gone: nothing, in any trial of any case.',
    leaked: false,
  });
});

test('what one trial of one case left behind is told with its case and counts', () => {
  const run = fixtureFault({
    change: ({ cases }) => {
      const leaked = cases[4]?.trials[1]?.reconnection?.leaked;
      if (leaked) Object.assign(leaked, { subscribers: 2, timers: 1 });
    },
  });
  expect(sayLeaks(run, 'en')).toEqual({
    said: expect.stringContaining(
      'Server-Sent Events · HTTP/1.1: 2 subscriptions, 1 timers, 0 sockets, 0 other handles',
    ),
    leaked: true,
  });
});
