import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { addressOf, browserAt } from './browser-address.ts';
import { Link } from './link.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server behind a link; `dial` gives both ends of a connection through it. */
async function setUp() {
  const arrived: Socket[] = [];
  const waiting: ((socket: Socket) => void)[] = [];
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {});
    closing.push(() => socket.destroy());
    const next = waiting.shift();
    if (next === undefined) arrived.push(socket);
    else next(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const link = new Link('test');
  const port = await link.open();
  closing.push(() => link.close());
  link.target((server.address() as AddressInfo).port);
  const connect = (browser?: number): Socket => {
    const client = net.connect({
      host: '127.0.0.1',
      port,
      allowHalfOpen: true,
      ...(browser !== undefined && { localAddress: addressOf(browser) }),
    });
    client.on('error', () => {});
    closing.push(() => client.destroy());
    return client;
  };
  const dial = async (browser?: number): Promise<{ client: Socket; far: Socket }> => {
    const client = connect(browser);
    const far = arrived.shift() ?? (await new Promise<Socket>((resolve) => waiting.push(resolve)));
    return { client, far };
  };
  return { link, connect, dial, server };
}

/** Not by `for await`, which destroys a socket at the end of its reading side, whatever it has to write. */
const digestOf = (socket: Socket): Promise<string> => {
  const hash = createHash('sha256');
  socket.on('data', (chunk) => hash.update(chunk));
  return once(socket, 'end').then(() => hash.digest('hex'));
};

const errorOf = (socket: Socket): Promise<NodeJS.ErrnoException> =>
  once(socket, 'error').then(([error]) => error);

const echo = async (from: Socket, to: Socket, text: string): Promise<string> => {
  from.write(text);
  const [chunk] = await once(to, 'data');
  return String(chunk);
};

test('random bytes come out as they went in, both ways at once, whatever their chunks', async () => {
  const { dial, link } = await setUp();
  const { client, far } = await dial();
  const parts = Array.from({ length: 400 }, () => randomBytes(Math.ceil(Math.random() * 60_000)));
  const sent = createHash('sha256').update(Buffer.concat(parts)).digest('hex');
  const digests = Promise.all([digestOf(far), digestOf(client)]);
  for (const end of [client, far]) {
    for (const part of parts) end.write(part);
    end.end();
  }
  expect(await digests).toEqual([sent, sent]);
  expect(link.bytes).toBe(2 * Buffer.concat(parts).length);
  await expect.poll(() => link.connections).toBe(0);
});

test.each(['client', 'server'])('a half-close of the %s leaves the other direction open', async (who) => {
  const { dial } = await setUp();
  const { client, far } = await dial();
  const [first, second] = who === 'client' ? [client, far] : [far, client];
  first.end('the last word');
  second.resume();
  await once(second, 'end');
  expect(await echo(second, first, 'still here')).toBe('still here');
  second.end();
  await once(first, 'close');
});

test.each(['client', 'server'])('a RST of the %s arrives as a RST', async (who) => {
  const { dial, link } = await setUp();
  const { client, far } = await dial();
  const [first, second] = who === 'client' ? [client, far] : [far, client];
  second.resume();
  const reset = errorOf(second);
  first.resetAndDestroy();
  expect((await reset).code).toBe('ECONNRESET');
  await expect.poll(() => link.connections).toBe(0);
});

test('a server that is not there is a RST for the client', async () => {
  const { connect, server, link } = await setUp();
  server.close();
  await once(server, 'close');
  const client = connect().resume();
  expect((await errorOf(client)).code).toBe('ECONNRESET');
  await expect.poll(() => link.connections).toBe(0);
});

test('a cut resets both ends of one browser’s connections and no others', async () => {
  const { dial, link } = await setUp();
  const [first, second] = [await dial(7), await dial(70_000)];
  const errors = Promise.all([errorOf(first.client.resume()), errorOf(first.far.resume())]);
  link.apply({ kind: 'cut', browsers: [7], refuseForUs: 0 });
  expect((await errors).map(({ code }) => code)).toEqual(['ECONNRESET', 'ECONNRESET']);
  expect(await echo(second.client, second.far, 'untouched')).toBe('untouched');
  expect(link.deeds).toMatchObject([{ kind: 'cut', browser: 7, connections: 1 }]);
});

test('a browser that is kept away is refused, and the others get in', async () => {
  const { dial, connect, link } = await setUp();
  link.apply({ kind: 'cut', browsers: [7], refuseForUs: 60e6 });
  expect((await errorOf(connect(7).resume())).code).toBe('ECONNRESET');
  const { client, far } = await dial(8);
  expect(await echo(client, far, 'in')).toBe('in');
});

test('everybody is refused for a while, and gets in afterwards', async () => {
  const { dial, connect, link } = await setUp();
  link.apply({ kind: 'refuse', forUs: 100_000 });
  expect((await errorOf(connect().resume())).code).toBe('ECONNRESET');
  await new Promise((resolve) => setTimeout(resolve, 110));
  const { client, far } = await dial();
  expect(await echo(client, far, 'in')).toBe('in');
});

test('in a black hole neither bytes nor a FIN nor a RST pass, and afterwards all of them do', async () => {
  const { dial, link } = await setUp();
  const [talking, leaving] = [await dial(), await dial()];
  const heard: string[] = [];
  talking.far.on('data', (chunk) => heard.push(String(chunk)));
  talking.far.on('end', () => heard.push('FIN'));
  leaving.far.resume().on('error', () => heard.push('RST'));
  link.apply({ kind: 'blackhole', forUs: 200_000 });
  talking.client.end('one');
  leaving.client.resetAndDestroy();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(heard).toEqual([]);
  await expect.poll(() => heard.toSorted()).toEqual(['FIN', 'RST', 'one']);
});

test('a connection that is opened into a black hole reaches the server when it is over', async () => {
  const { dial, link } = await setUp();
  link.apply({ kind: 'blackhole', forUs: 100_000 });
  const { client, far } = await dial();
  expect(await echo(client, far, 'at last')).toBe('at last');
});

test('what is silent for too long is cut, and what speaks is not', async () => {
  const { dial, link } = await setUp();
  const [silent, speaking] = [await dial(1), await dial(2)];
  const chatter = setInterval(() => speaking.client.write('.'), 20);
  closing.push(() => clearInterval(chatter));
  speaking.far.resume();
  link.apply({ kind: 'idle-cut', afterUs: 150_000, forUs: 60e6 });
  expect((await errorOf(silent.client.resume())).code).toBe('ECONNRESET');
  expect(link.deeds.map(({ kind, browser }) => `${kind} ${browser}`)).toEqual(['idle-cut 1']);
  expect(speaking.client.destroyed).toBe(false);
});

test('a connection that is opened through a slow link costs a round trip before its first byte leaves', async () => {
  const { dial, link } = await setUp();
  const shape = { delayMs: 200, jitterMs: 0, bytesPerSecond: 0 };
  link.apply({ kind: 'shape', up: shape, down: shape, forUs: 60e6 });
  const sentMs = performance.now();
  const { client, far } = await dial(3);
  client.write('x');
  await once(far, 'data');
  // Two ways for the handshake, one for the byte.
  expect(performance.now() - sentMs).toBeGreaterThanOrEqual(3 * 200 - 2);
  const againMs = performance.now();
  client.write('y');
  await once(far, 'data');
  expect(performance.now() - againMs).toBeLessThan(3 * 200 - 2);
});

test('a slow link keeps bytes and their order, and is fast again when its time is over', async () => {
  const { dial, link } = await setUp();
  const shape = { delayMs: 5, jitterMs: 10, bytesPerSecond: 2e6 };
  link.apply({ kind: 'shape', up: shape, down: shape, forUs: 150_000 });
  const { client, far } = await dial(3);
  const sent = randomBytes(600_000);
  const digests = Promise.all([digestOf(far), digestOf(client)]);
  for (let at = 0; at < sent.length; at += 7_777) client.write(sent.subarray(at, at + 7_777));
  client.end();
  far.end(sent);
  const expected = createHash('sha256').update(sent).digest('hex');
  expect(await digests).toEqual([expected, expected]);
});

test('a browser’s address tells which one it is, and who has none is nobody', () => {
  for (const browser of [0, 1, 255, 256, 65_535, 65_536, 1_000_000]) {
    expect(browserAt(addressOf(browser))).toBe(browser);
    expect(browserAt(`::ffff:${addressOf(browser)}`)).toBe(browser);
  }
  expect([browserAt('127.0.0.1'), browserAt('::1'), browserAt(undefined)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
