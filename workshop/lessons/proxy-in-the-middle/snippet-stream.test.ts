import { once } from 'node:events';
import { createServer } from 'node:http';
import { EventSource } from 'eventsource';
import { expect, test } from 'vitest';
import { needProgram } from '../../../lab/outside-program.ts';
import { listen } from '../../../transports/listen.ts';
import { beat, publish, server } from './snippet-stream.ts';
import { startNginx } from './test-nginx.ts';

test('what the snippet publishes comes through nginx as it comes, before a buffer is full, and its heartbeats keep the stream', async (context) => {
  needProgram(context, 'nginx');
  const port = await listen(server, 0, '127.0.0.1');
  // Says nothing after its head.
  const mute = createServer((_request, response) => {
    response
      .writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' })
      .flushHeaders();
  });
  const mutePort = await listen(mute, 0, '127.0.0.1');
  const nginx = await startNginx(`
    proxy_read_timeout 1s;
    location / { proxy_pass http://127.0.0.1:${port}; }
    location /mute { proxy_pass http://127.0.0.1:${mutePort}; }`);
  const source = new EventSource(`http://127.0.0.1:${nginx.port}/`);
  let downs = 0;
  source.onerror = () => {
    downs++;
  };
  await once(source as unknown as EventTarget, 'open');
  const first = once(source as unknown as EventTarget, 'message');
  publish({ step: 1 });
  expect(JSON.parse(((await first)[0] as MessageEvent).data)).toEqual({ step: 1 });
  // Nothing but comments, until a stream without them is cut.
  const beating = setInterval(beat, 100);
  const silent = await fetch(`http://127.0.0.1:${nginx.port}/mute`);
  await expect(silent.text()).rejects.toThrow();
  expect(downs).toBe(0);
  const down = once(source as unknown as EventTarget, 'error');
  clearInterval(beating);
  await down;
  source.close();
  for (const one of [server, mute]) {
    one.closeAllConnections();
    await new Promise((resolve) => one.close(resolve));
  }
}, 20_000);
