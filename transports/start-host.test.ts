import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '../lab/outside/outside-server.ts';
import { openBrowser } from './browser.ts';
import { type RunningHost, startHost } from './start-host.ts';
import { makeTlsIdentity } from './tls-identity.ts';
import { HTTP_VERSIONS } from './transport.ts';

let host: RunningHost;
afterEach(() => host.close());

const identity = await makeTlsIdentity();

for (const http of HTTP_VERSIONS) {
  test(`a TLS session is not resumed over HTTP/${http}: every connection pays its whole handshake`, async () => {
    host = await startHost({ http, transports: [], tls: identity });
    const open = async (session?: Buffer): Promise<TLSSocket> => {
      const socket = connect({
        port: host.port,
        host: '127.0.0.1',
        servername: 'localhost',
        ca: identity.cert,
        ALPNProtocols: [http === '2' ? 'h2' : 'http/1.1'],
        ...(session && { session }),
      });
      await once(socket, 'secureConnect');
      return socket;
    };
    const first = await open();
    // TLS 1.3 hands out tickets after the handshake, if at all: give them the time of one request.
    first.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(first, 'data');
    const second = await open(first.getSession());
    expect(second.isSessionReused()).toBe(false);
    first.destroy();
    second.destroy();
  });
}

test('whoever asks for /metrics is an observer and is left out of the counts; others are not', async () => {
  host = await startHost({ http: '1.1', transports: [] });
  const ask = (path: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const browser = openBrowser({
        origin: { host: '127.0.0.1', port: host.port, tls: false },
        http: '1.1',
        keepAlive: true,
      });
      const sink = {
        head: () => {},
        data: () => {},
        failed: ({ message }: { message: string }) => reject(new Error(message)),
      };
      browser.exchange({ method: 'GET', path }, { ...sink, end: resolve });
    });
  await ask('/metrics');
  await ask('/nowhere');
  expect(host.connections.snapshot()).toMatchObject({ tcpOpened: 1, tcpOpen: 1, httpRequests: 1 });
});

test('a host that cannot have one of its ports leaves the other one free', async () => {
  const own = await freePort('127.0.0.1');
  host = await startHost({ http: '1.1', transports: [] });
  const start = () => startHost({ http: '1.1', transports: [], port: own, sharedPort: host.port });
  await expect(start()).rejects.toMatchObject({
    code: 'port-in-use',
    details: { expected: expect.stringContaining(String(host.port)) },
  });
  await expect(start()).rejects.toMatchObject({
    details: { expected: expect.stringContaining(String(host.port)) },
  });
});
