import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { latestTo } from './snippet-latest.ts';

test('the snippet gives a slow reader the latest value, and no list of what it missed', async () => {
  const stream = new PassThrough({ writableHighWaterMark: 8, readableHighWaterMark: 8 });
  const send = latestTo(stream);
  for (let value = 1; value <= 1_000; value++) send(`${value}\n`);
  let read = '';
  stream.on('data', (chunk) => {
    read += chunk;
  });
  await expect.poll(() => read.trim().split('\n').at(-1)).toBe('1000');
  expect(read.trim().split('\n').length).toBeLessThan(20);
});
