import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import tls from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { type HostOptions, type RunningHost, startHost } from '../start-host.ts';
import { makeTlsIdentity } from '../tls-identity.ts';
import rawTcp from './index.ts';

const identity = await makeTlsIdentity();

/** A client by hand: what it heard, as lines. */
interface Peer {
  readonly socket: net.Socket;
  lines(): unknown[];
}

const event = (seq: number, rest: object = {}) => ({
  channel: 'room',
  kind: 'message',
  source: 'test',
  seq,
  intendedAtUs: 1,
  data: 'x',
  ...rest,
});

describe.each([true, false])('a raw socket (TLS: %s)', (secure) => {
  let host: RunningHost;
  const sockets: net.Socket[] = [];
  const start = async (options: Partial<HostOptions> = {}): Promise<void> => {
    host = await startHost({
      http: '1.1',
      transports: [rawTcp],
      epoch: 'e',
      ...(secure && { tls: identity }),
      ...options,
    });
  };
  const dial = (firstBytes: string): Peer => {
    const port = host.ownPorts['raw-tcp'] as number;
    const socket = secure
      ? tls.connect({ port, host: '127.0.0.1', servername: 'localhost', ca: identity.cert })
      : net.connect(port, '127.0.0.1');
    sockets.push(socket);
    let text = '';
    socket.setEncoding('utf8');
    socket.on('error', () => {});
    socket.on('data', (piece) => {
      text += piece;
    });
    socket.write(firstBytes);
    return {
      socket,
      lines: () =>
        text
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line)),
    };
  };
  const closed = ({ socket }: Peer): Promise<unknown> =>
    socket.destroyed ? Promise.resolve() : new Promise((resolve) => socket.once('close', resolve));
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await host.close();
  });

  test('answers with its position, then the gap, then the events', async () => {
    await start({ logCapacity: 2 });
    for (let seq = 1; seq <= 5; seq++) host.hub.publish(event(seq));
    const peer = dial('{"channel":"room","after":"e.1"}\n');
    await expect
      .poll(peer.lines)
      .toMatchObject([
        { cursor: 'e.3' },
        { gap: { from: 2, to: 3, reason: 'expired' } },
        { id: 4 },
        { id: 5 },
      ]);
  });

  test('reads a first line that comes in pieces, and nothing after it', async () => {
    await start();
    const peer = dial('{"chan');
    await delay(20);
    peer.socket.write('nel":"room"}\n{"channel":"elsewhere"}\nwhatever');
    await expect.poll(peer.lines).toEqual([{ cursor: 'e.0' }]);
    host.hub.publish(event(1, { channel: 'elsewhere' }));
    host.hub.publish(event(2));
    await expect.poll(peer.lines).toMatchObject([{ cursor: 'e.0' }, { seq: 2 }]);
    expect(host.hub.subscribers).toBe(1);
  });

  test.each([
    ['is no JSON', 'GET / HTTP/1.1\r\n', 'raw-join-malformed'],
    ['names no channel', '{}\n', 'raw-join-malformed'],
    ['names an impossible channel', '{"channel":""}\n', 'channel-malformed'],
    ['has a position that is none', '{"channel":"room","after":"x"}\n', 'cursor-malformed'],
    ['is longer than 4 KiB', 'x'.repeat(5_000), 'raw-line-too-long'],
  ])('answers a first line that %s with an error and closes', async (_what, bytes, code) => {
    await start();
    const peer = dial(bytes);
    await closed(peer);
    expect(peer.lines()).toMatchObject([{ error: { code } }]);
    expect(host.hub.subscribers).toBe(0);
  });

  test('refuses who comes past the cap on connections', async () => {
    await start({ maxConnections: 1 });
    const first = dial('{"channel":"room"}\n');
    await expect.poll(first.lines).toEqual([{ cursor: 'e.0' }]);
    const second = dial('{"channel":"room"}\n');
    await closed(second);
    expect(second.lines()).toMatchObject([{ error: { code: 'connection-cap' } }]);
  });

  test('may replay more than the limit on unsent bytes', async () => {
    await start({ unsentLimitBytes: 10_000 });
    for (let seq = 1; seq <= 500; seq++) host.hub.publish(event(seq, { data: 'x'.repeat(2_000) }));
    const peer = dial('{"channel":"room","after":"0"}\n');
    await expect.poll(() => peer.lines().length).toBe(501);
    expect(host.gauges.slowConsumersAtUs.length).toBe(0);
  });

  test('cuts who does not read, and counts it', async () => {
    await start({ unsentLimitBytes: 100_000 });
    const peer = dial('{"channel":"room"}\n');
    await expect.poll(peer.lines).toEqual([{ cursor: 'e.0' }]);
    peer.socket.pause();
    for (let seq = 1; host.gauges.slowConsumersAtUs.length === 0 && seq < 2_000; seq++) {
      host.hub.publish(event(seq, { data: 'x'.repeat(50_000) }));
      await new Promise(setImmediate);
    }
    expect([host.gauges.slowConsumersAtUs.length, host.hub.subscribers]).toEqual([1, 0]);
    await expect.poll(() => host.connections.snapshot().tcpOpen).toBe(0);
  });

  test('ends after an event of kind end', async () => {
    await start();
    const peer = dial('{"channel":"room"}\n');
    await expect.poll(peer.lines).toEqual([{ cursor: 'e.0' }]);
    host.hub.publish(event(1, { kind: 'end' }));
    host.hub.publish(event(2));
    await closed(peer);
    expect(peer.lines()).toMatchObject([{ cursor: 'e.0' }, { kind: 'end' }]);
  });

  test('counts its connections, handshakes and bytes on the wire', async () => {
    await start();
    const peer = dial('{"channel":"room"}\n');
    await expect.poll(peer.lines).toEqual([{ cursor: 'e.0' }]);
    const counts = host.connections.snapshot();
    expect(counts).toMatchObject({ tcpOpened: 1, tlsHandshakes: secure ? 1 : 0, httpRequests: 0 });
    const plain = { to: '{"cursor":"e.0"}\n'.length, from: '{"channel":"room"}\n'.length };
    if (secure) {
      // A handshake with a certificate, which a TLSSocket would not count.
      expect(counts.bytesToClients).toBeGreaterThan(500);
      expect(counts.bytesFromClients).toBeGreaterThan(200);
    } else {
      expect([counts.bytesToClients, counts.bytesFromClients]).toEqual([plain.to, plain.from]);
    }
  });

  test('leaves nothing open when the server goes, not even who never said a word', async () => {
    await start();
    const silent = dial('');
    const joined = dial('{"channel":"room"}\n');
    await expect.poll(joined.lines).toEqual([{ cursor: 'e.0' }]);
    await host.close();
    await Promise.all([closed(silent), closed(joined)]);
    await expect.poll(() => host.connections.sockets().length).toBe(0);
  });
});
