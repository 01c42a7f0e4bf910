import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { latestTo } from './snippet-latest.ts';

/** Far more than all buffers on the way hold. */
const VALUES = 2_000;
const PADDING = 'x'.repeat(64 * 1024);

test('the snippet gives a slow reader the latest value, and no list of what it missed', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asking = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  response.flushHeaders();
  const [reader] = (await once(asking, 'response')) as [IncomingMessage];
  const send = latestTo(response);
  // It does not read yet.
  for (let value = 1; value <= VALUES; value++) {
    send(`${value} ${PADDING}\n`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  let text = '';
  reader.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk;
  });
  const read = (): number[] => text.match(/\d+/g)?.map(Number) ?? [];
  await expect.poll(() => read().at(-1), { timeout: 10_000 }).toBe(VALUES);
  expect(read().length).toBeLessThan(VALUES / 2);
  expect(read()).toEqual([...read()].sort((a, b) => a - b));
  reader.destroy();
  server.close();
});
