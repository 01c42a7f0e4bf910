import { Duplex } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { type HostOptions, type RunningHost, startHost } from '../start-host.ts';
import { HTTP_VERSIONS } from '../transport.ts';
import websocket from './index.ts';
import { WebSocketSubscriber } from './subscriber.ts';
import { maskedFrame, OPCODE, openPeer, type TestPeer } from './test-peer.ts';

const event = (seq: number, rest: object = {}) => ({
  channel: 'room',
  kind: 'message',
  source: 'test',
  seq,
  intendedAtUs: 1,
  data: 'x',
  ...rest,
});
const upstream = (seq: number) => JSON.stringify({ type: 'publish', ...event(seq) });

describe.each(HTTP_VERSIONS)('a subscriber over HTTP/%s', (http) => {
  let host: RunningHost;
  const open = async (options: Partial<HostOptions> = {}, query = '?channel=room'): Promise<TestPeer> => {
    host = await startHost({ http, transports: [websocket], epoch: 'e', ...options });
    return openPeer(http, host.port, query);
  };
  const left = () => [host.hub.subscribers, host.heartbeats.size];
  afterEach(() => host.close());

  const said = async (peer: TestPeer, count: number): Promise<unknown[]> => {
    await expect.poll(() => peer.messages.length).toBe(count);
    return peer.messages.map((message) => JSON.parse(message));
  };

  test('first hears where it starts', async () => {
    const peer = await open();
    host.hub.publish(event(1));
    expect(await said(peer, 2)).toMatchObject([{ type: 'open', cursor: 'e.0' }, { id: 1 }]);
    peer.stream.destroy();
  });

  test('that resumes starts before what is replayed, so that one cut in between loses nothing', async () => {
    host = await startHost({ http, transports: [websocket], epoch: 'e', logCapacity: 2 });
    for (let seq = 1; seq <= 5; seq++) host.hub.publish(event(seq));
    const peer = await openPeer(http, host.port, '?channel=room&after=e.1');
    expect(await said(peer, 4)).toMatchObject([
      { type: 'open', cursor: 'e.3' },
      { type: 'gap', from: 2, to: 3, reason: 'expired' },
      { id: 4 },
      { id: 5 },
    ]);
    peer.stream.destroy();
  });

  test('may ask for a replay of more than the limit on unsent bytes', async () => {
    host = await startHost({ http, transports: [websocket], unsentLimitBytes: 10_000 });
    for (let seq = 1; seq <= 500; seq++) host.hub.publish(event(seq, { data: 'x'.repeat(2_000) }));
    const peer = await openPeer(http, host.port, '?channel=room&after=0');
    await said(peer, 501);
    expect(host.gauges.slowConsumersAtUs.length).toBe(0);
    peer.stream.destroy();
  });

  test('publishes by a message, and hears its own event', async () => {
    const peer = await open();
    peer.stream.write(maskedFrame(OPCODE.text, upstream(7)));
    expect(await said(peer, 2)).toMatchObject([{ type: 'open' }, { id: 1, seq: 7, data: 'x' }]);
    peer.stream.destroy();
  });

  test.each([
    ['what is no JSON', 'hello', 'websocket-message'],
    ['null', 'null', 'websocket-message'],
    ['another type', '{"type":"subscribe"}', 'websocket-message'],
    ['an event without data', '{"type":"publish","channel":"room"}', 'event-malformed'],
  ])('that sends %s is told why and closed with 1008', async (_what, message, code) => {
    const peer = await open();
    peer.stream.write(maskedFrame(OPCODE.text, message));
    expect(await peer.closeCode).toBe(1008);
    expect(JSON.parse(peer.messages[1] ?? '')).toMatchObject({ type: 'error', error: { code } });
    expect(left()).toEqual([0, 0]);
    peer.stream.destroy();
  });

  test.each([
    ['a message of more than 64 KiB', maskedFrame(OPCODE.text, 'x'.repeat(65_537)), 1009],
    ['a binary message', maskedFrame(OPCODE.binary, 'x'), 1003],
    ['text that is no UTF-8', maskedFrame(OPCODE.text, Buffer.from([0xc3, 0x28])), 1007],
    ['an unmasked frame', Buffer.from([0x81, 0x01, 0x78]), 1002],
    ['a reserved opcode', maskedFrame(0x3, 'x'), 1002],
    [
      'a message in thousands of fragments',
      Buffer.concat([
        Buffer.from([1, 0x80, 0, 0, 0, 0]),
        ...Array(200).fill(Buffer.from([0, 0x81, 0, 0, 0, 0, 1])),
      ]),
      1008,
    ],
  ])('that sends %s is closed with the code for it', async (_what, bytes, code) => {
    const peer = await open();
    peer.stream.write(bytes);
    expect(await peer.closeCode).toBe(code);
    await expect.poll(left).toEqual([0, 0]);
    peer.stream.destroy();
  });

  test('is closed with 1000 after an event of kind end', async () => {
    const peer = await open();
    host.hub.publish(event(1, { kind: 'end' }));
    host.hub.publish(event(2));
    expect(await peer.closeCode).toBe(1000);
    expect(peer.messages.length).toBe(2);
    expect(left()).toEqual([0, 0]);
    peer.stream.destroy();
  });

  test('is closed with 1001 when the server shuts down', async () => {
    const peer = await open();
    const closed = host.close();
    expect(await peer.closeCode).toBe(1001);
    peer.stream.destroy();
    await closed;
  });

  test('that answers no ping is cut when the next one is due', async () => {
    const peer = await open({ heartbeatMs: 160 });
    expect(await peer.closeCode).toBeUndefined();
    expect(peer.pings).toBe(1);
    await expect.poll(left).toEqual([0, 0]);
  });

  test('that answers pings stays', async () => {
    const peer = await open({ heartbeatMs: 160 });
    for (let turn = 1; turn <= 4; turn++) {
      await expect.poll(() => peer.pings).toBe(turn);
      peer.stream.write(maskedFrame(OPCODE.pong, ''));
    }
    expect(left()).toEqual([1, 1]);
    peer.stream.destroy();
    await expect.poll(left).toEqual([0, 0]);
  });

  const stall = async (): Promise<TestPeer> => {
    const peer = await open({ unsentLimitBytes: 100_000 });
    peer.stream.pause();
    for (let seq = 1; host.gauges.slowConsumersAtUs.length === 0 && seq < 2_000; seq++) {
      host.hub.publish(event(seq, { data: 'x'.repeat(50_000) }));
      await new Promise(setImmediate);
    }
    return peer;
  };

  test('that does not read leaves at once, counts as slow, and learns 1013 when it reads again', async () => {
    const peer = await stall();
    expect(host.gauges.slowConsumersAtUs.length).toBe(1);
    expect(left()).toEqual([0, 0]);
    peer.stream.resume();
    expect(await peer.closeCode).toBe(1013);
    peer.stream.destroy();
  });

  test('that never reads again is cut within 3 s', { timeout: 10_000 }, async () => {
    const peer = await stall();
    const open = () => host.connections.snapshot().tcpOpen;
    if (http === '1.1') {
      await expect.poll(open, { timeout: 3_000 }).toBe(0);
    } else {
      const cut = new Promise((resolve) => peer.stream.once('close', resolve));
      peer.stream.once('aborted', () => peer.stream.destroy());
      await cut;
    }
    peer.stream.destroy();
  });
});

test('nothing follows a close frame', async () => {
  const host = await startHost({ http: '1.1', transports: [] });
  const chunks: Buffer[] = [];
  const queued: (() => void)[] = [];
  // A congested connection: what is written is done only when the test says so.
  const congested = new Duplex({
    read: () => {},
    write: (chunk, _encoding, done) => {
      chunks.push(chunk);
      queued.push(done);
    },
  });
  new WebSocketSubscriber(host, new Set(), 'room', congested).start(undefined);
  congested.push(maskedFrame(OPCODE.close, Buffer.from([0x03, 0xe8])));
  await new Promise(setImmediate);
  host.hub.publish(event(1));
  for (let done = queued.shift(); done !== undefined; done = queued.shift()) {
    done();
    await new Promise(setImmediate);
  }
  expect(opcodesIn(Buffer.concat(chunks))).toEqual([OPCODE.text, OPCODE.close]);
  congested.destroy();
  await host.close();
});

/** Of frames with 7-bit lengths, as servers send them. */
function opcodesIn(bytes: Buffer): number[] {
  const opcodes: number[] = [];
  for (let at = 0; at < bytes.length; at += 2 + (bytes[at + 1] ?? 0)) opcodes.push((bytes[at] ?? 0) & 0x0f);
  return opcodes;
}

test("Node's own WebSocket client reads the stream", async () => {
  const host = await startHost({ http: '1.1', transports: [websocket] });
  const client = new WebSocket(`ws://127.0.0.1:${host.port}/ws?channel=room`);
  const heard: unknown[] = [];
  client.onmessage = ({ data }) => heard.push(JSON.parse(data));
  const closed = new Promise<CloseEvent>((resolve) => client.addEventListener('close', resolve));
  await expect.poll(() => heard).toMatchObject([{ type: 'open' }]);
  client.send(upstream(1));
  await expect.poll(() => heard.length).toBe(2);
  const large = '가'.repeat(30_000);
  host.hub.publish(event(2, { data: large }));
  host.hub.publish(event(3, { kind: 'end' }));
  expect(await closed).toMatchObject({ code: 1000, wasClean: true });
  expect(heard.slice(1)).toMatchObject([{ seq: 1 }, { seq: 2, data: large }, { seq: 3 }]);
  await host.close();
});
