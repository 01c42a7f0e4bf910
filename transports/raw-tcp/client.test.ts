import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Stage, setStage } from '../test-tab.ts';
import rawTcp from './index.ts';

describe.each([true, false])('a client of the raw socket (TLS: %s)', (tls) => {
  let stage: Stage;
  afterEach(() => stage.close());

  test('is open as soon as the server named its position', async () => {
    stage = await setStage(rawTcp, null, tls);
    const tab = stage.join();
    await tab.until(({ opens }) => opens.length === 1);
    expect(stage.host.hub.subscribers).toBe(1);
    expect(tab.opens).toEqual([tls ? 'tls' : 'tcp']);
    expect([...stage.browser.traffic.protocols]).toEqual(tab.opens);
    expect(stage.browser.traffic.connectionsOpened).toBe(1);
  });

  test('says that the server ended the connection, and comes back', async () => {
    stage = await setStage(rawTcp, null, tls);
    const tab = stage.join();
    await tab.until(({ opens }) => opens.length === 1);
    for (const socket of stage.host.connections.sockets()) socket.destroySoon();
    await tab.until(({ opens }) => opens.length === 2);
    expect(tab.downs).toEqual([{ code: 'ended', message: 'the server ended the connection' }]);
  });

  test('repeats what the server said was wrong', async () => {
    stage = await setStage(rawTcp, null, tls);
    const tab = stage.join('no cursor');
    await tab.until(({ downs }) => downs.length >= 1);
    expect(tab.downs[0]).toMatchObject({ code: 'protocol' });
    expect(tab.downs[0]?.message).toContain('a cursor such as');
    expect(tab.opens).toEqual([]);
  });
});

test.each([
  ['no JSON', 'HTTP/1.1 400 Bad Request\r\n'],
  ['no event', '{"channel":"room"}\n'],
])('what is %s is taken for a fault of the protocol', async (_what, answer) => {
  const other = net.createServer((socket) => socket.on('error', () => {}).end(answer));
  const listen = async () => (await once(other.listen(0, '127.0.0.1'), 'listening')) && portOf(other);
  const stage = await setStage({ ...rawTcp, listen }, null, false);
  const tab = stage.join();
  await tab.until(({ downs }) => downs.length >= 1);
  expect(tab.downs[0]).toMatchObject({ code: 'protocol' });
  await stage.close();
  other.close();
});

const portOf = (server: net.Server): number => (server.address() as net.AddressInfo).port;
