import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { needProgram } from '../../../lab/outside-program.ts';
import { location } from './snippet-location.ts';
import { startNginx } from './test-nginx.ts';

/** Time enough for what is passed on at once. */
const HELD_BACK_MS = 1_000;

test('through the snippet’s location a small event comes at once, and through an ordinary one it does not', async (context) => {
  needProgram(context, 'nginx');
  const streams: ServerResponse[] = [];
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('data: 1\n\n');
    streams.push(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const nginx = await startNginx(`${location('/stream', upstream)} location / { proxy_pass ${upstream}; }`);
  const first = async (path: string): Promise<string> => {
    const over = new AbortController();
    const read = fetch(`http://127.0.0.1:${nginx.port}${path}`, { signal: over.signal })
      .then((answer) => answer.body?.getReader().read())
      .then((part) => new TextDecoder().decode(part?.value))
      .catch(() => 'held back');
    const timer = setTimeout(() => over.abort(), path === '/stream' ? 10_000 : HELD_BACK_MS);
    const text = await read;
    clearTimeout(timer);
    over.abort();
    return text;
  };
  expect(await first('/stream')).toBe('data: 1\n\n');
  expect(await first('/other')).toBe('held back');
  expect(streams).toHaveLength(2);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}, 20_000);
