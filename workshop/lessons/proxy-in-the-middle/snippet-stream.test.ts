import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { EventSource } from 'eventsource';
import { expect, test } from 'vitest';
import { needProgram } from '../../../lab/outside-program.ts';
import { beat, publish, server } from './snippet-stream.ts';
import { startNginx } from './test-nginx.ts';

test('what the snippet publishes comes through nginx as it comes, before a buffer is full, and its heartbeats keep the stream', async (context) => {
  needProgram(context, 'nginx');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const nginx = await startNginx(
    `location / { proxy_pass http://127.0.0.1:${port}; proxy_read_timeout 2s; }`,
  );
  const source = new EventSource(`http://127.0.0.1:${nginx.port}/`);
  let downs = 0;
  source.onerror = () => {
    downs++;
  };
  await once(source as unknown as EventTarget, 'open');
  const first = once(source as unknown as EventTarget, 'message');
  publish({ step: 1 });
  expect(JSON.parse(((await first)[0] as MessageEvent).data)).toEqual({ step: 1 });
  // For twice as long as nginx waits, nothing but comments.
  const beating = setInterval(beat, 200);
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  clearInterval(beating);
  expect(downs).toBe(0);
  const down = once(source as unknown as EventTarget, 'error');
  await down;
  expect(downs).toBe(1);
  source.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}, 20_000);
