import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { expect, test } from 'vitest';
import { makeTlsIdentity } from '../../transports/tls-identity.ts';
import { readKeyLog } from './key-log.ts';
import { openTap, type TappedConnection } from './socket-tap.ts';
import { testColumn } from './test-column.ts';
import { readTls } from './tls-records.ts';

/** RFC 8446, 5.2: a record's head, its inner type and its seal; 5.1: what a record holds at most. */
const AROUND = 5 + 1 + 16;
const MOST_IN_A_RECORD = 16_384;

/** A real connection of both sides of Node's TLS, tapped between them, and the keys that its client logged. */
async function exchange(suite: string, said: { up: readonly Buffer[]; down: readonly Buffer[] }) {
  const identity = await makeTlsIdentity();
  const server = tls.createServer({ ...identity, ciphers: suite }, (socket) => {
    for (const words of said.down) socket.write(words);
    socket.resume().once('end', () => socket.end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const tap = await openTap({ host: '127.0.0.1', port, tls: true });
  const client = tls.connect({ ...tap.origin, ca: identity.cert, servername: 'localhost' });
  let keyLog = '';
  client.on('keylog', (line: Buffer) => {
    keyLog += line.toString();
  });
  await once(client, 'secureConnect');
  for (const words of said.up) client.write(words);
  client.end();
  client.resume();
  await once(client, 'close');
  await tap.close();
  server.close();
  const [connection] = tap.connections;
  return { connection: connection as TappedConnection, keyLog };
}

const read = ({ connection, keyLog }: Awaited<ReturnType<typeof exchange>>) => {
  const [up, down] = [testColumn(), testColumn()];
  const plain = readTls(connection, readKeyLog(keyLog), { up: up.enter, down: down.enter });
  return { plain, up: up.sums, down: down.sums };
};

const large = Buffer.alloc(MOST_IN_A_RECORD + 1, 'x');
const words = { up: [Buffer.from('one'), large], down: [Buffer.from('a answer')] };

test.each(['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'])(
  'what is sealed with %s is opened, and 22 bytes around each record are counted',
  async (suite) => {
    const seen = await exchange(suite, words);
    const { plain, up, down } = read(seen);
    expect(plain.up.bytes).toEqual(Buffer.concat(words.up));
    expect(plain.down.bytes).toEqual(Buffer.concat(words.down));
    expect(up.tlsRecords).toBe(3 * AROUND);
    expect(down.tlsRecords).toBe(AROUND);
  },
);

test('handshake, tickets, records and data are all that a socket counted', async () => {
  const seen = await exchange('TLS_AES_256_GCM_SHA384', words);
  const { plain, up, down } = read(seen);
  const { counted } = seen.connection;
  expect((up.tlsHandshake ?? 0) + (up.tlsRecords ?? 0) + plain.up.length).toBe(counted.up);
  expect(up.tlsTickets).toBeUndefined();
  const around = (down.tlsHandshake ?? 0) + (down.tlsTickets ?? 0) + (down.tlsRecords ?? 0);
  expect(around + plain.down.length).toBe(counted.down);
  expect(down.tlsTickets).toBeGreaterThan(2 * AROUND);
  // A certificate alone is some hundred bytes.
  expect(down.tlsHandshake).toBeGreaterThan(500);
});

test('keys of another connection open nothing, and a connection without keys is an error', async () => {
  const [one, other] = [
    await exchange('TLS_AES_256_GCM_SHA384', words),
    await exchange('TLS_AES_256_GCM_SHA384', words),
  ];
  expect(() => read({ ...one, keyLog: other.keyLog })).toThrow(/secrets of the connection/);
  const randomOf = (keyLog: string): string => keyLog.split(' ')[1] ?? '';
  const wrong = other.keyLog.replaceAll(randomOf(other.keyLog), randomOf(one.keyLog));
  expect(() => read({ ...one, keyLog: wrong })).toThrow(/that its keys open/);
});
