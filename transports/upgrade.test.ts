import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RunningHost, startHost } from './start-host.ts';

let host: RunningHost;
beforeEach(async () => {
  host = await startHost({ http: '1.1', transports: [] });
  host.onUpgrade('/ws', (request) => request.refuse(new Error('reached the handler')));
});
afterEach(() => host.close());

/** Sends a request head as it stands, and resolves with the first line of the answer. */
const ask = (requestLine: string, protocol = 'websocket'): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(host.port, '127.0.0.1');
    socket.end(`${requestLine}\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`);
    socket.once('data', (answer) => resolve(answer.toString().split('\r\n')[0] ?? ''));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed without an answer')));
  });

test('an upgrade of a path with a handler reaches it', async () => {
  expect(await ask('GET /ws?channel=a HTTP/1.1')).toBe('HTTP/1.1 500 Internal Server Error');
});

test('paths that are no URL are refused, and the server goes on', async () => {
  for (const path of ['//', '/ws/%', '//[', '*', '/nowhere']) {
    expect(await ask(`GET ${path} HTTP/1.1`)).toBe('HTTP/1.1 404 Not Found');
  }
});

test('another protocol or another method than GET is refused', async () => {
  expect(await ask('GET /ws HTTP/1.1', 'h2c')).toBe('HTTP/1.1 400 Bad Request');
  expect(await ask('POST /ws HTTP/1.1')).toBe('HTTP/1.1 400 Bad Request');
});
