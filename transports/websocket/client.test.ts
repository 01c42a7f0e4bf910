import { afterEach, describe, expect, test } from 'vitest';
import { openBrowser } from '../browser.ts';
import { type Stage, setStage } from '../test-tab.ts';
import { HTTP_VERSIONS, type Transport } from '../transport.ts';
import websocket from './index.ts';
import { closeFrame, eventJson, otherServer, say } from './test-server.ts';

describe.each(HTTP_VERSIONS)('a client over HTTP/%s', (http) => {
  let stage: Stage;
  const start = async (transport: Transport, tls = true): Promise<Stage> => {
    stage = await setStage(transport, http, tls);
    return stage;
  };
  afterEach(() => stage.close());

  test.each([true, false])('wraps its socket in TLS exactly once or never (TLS: %s)', async (tls) => {
    const { join, browser, host } = await start(websocket, tls);
    const tab = join();
    await tab.until(({ opens }) => opens.length === 1);
    expect([...browser.traffic.protocols]).toEqual([http === '2' ? 'h2' : 'http/1.1']);
    expect(browser.traffic.connectionsOpened).toBe(1);
    expect(host.connections.snapshot()).toMatchObject({ tcpOpened: 1, tlsHandshakes: tls ? 1 : 0 });
  });

  test('reads the events of a server that orders their fields otherwise and names no epoch', async () => {
    const asked: (string | null)[] = [];
    const server = otherServer((stream, query) => {
      asked.push(query.get('after'));
      const { id, ...rest } = eventJson(1);
      say(stream, { ...rest, id });
      stream.write(closeFrame(1012));
    });
    const tab = (await start(server)).join();
    await tab.until(({ opens, events }) => opens.length >= 2 && events.length >= 2);
    expect(tab.events[0]).toMatchObject({ id: 1, seq: 1 });
    expect(tab.downs[0]).toEqual({ code: 'ended', message: 'close code 1012' });
    expect(asked.slice(0, 2)).toEqual([null, '1']);
  });

  test('that is cut before its first event comes back to where it joined', async () => {
    const asked: (string | null)[] = [];
    const server = otherServer((stream, query) => {
      asked.push(query.get('after'));
      say(stream, { type: 'open', cursor: 'e.41' });
      if (asked.length === 1) stream.end(closeFrame(1001));
    });
    const tab = (await start(server)).join();
    await tab.until(({ opens }) => opens.length === 2);
    expect(asked).toEqual([null, 'e.41']);
    expect(tab.downs).toEqual([{ code: 'ended', message: 'close code 1001' }]);
  });

  test.each([
    ['is no JSON', 'hello'],
    ['is an event without an id', '{"channel":"room"}'],
    ['is no message of this lab', '{"type":"unheard-of"}'],
    ['has a malformed cursor', '{"type":"open","cursor":"not one"}'],
  ])('takes it for a fault of the protocol when a message %s', async (_what, message) => {
    const tab = (await start(otherServer((stream) => say(stream, message)))).join();
    await tab.until(({ downs }) => downs.length >= 1);
    expect(tab.downs[0]).toMatchObject({ code: 'protocol' });
    expect(tab.downs[0]?.message).toContain('not a message of this lab');
  });

  test('takes a masked frame from a server for a fault of the protocol', async () => {
    const masked = Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x78]);
    const tab = (await start(otherServer((stream) => stream.write(masked)))).join();
    await tab.until(({ downs }) => downs.length >= 1);
    expect(tab.downs[0]).toMatchObject({ code: 'protocol' });
    expect(tab.downs[0]?.message).toContain('MASK');
  });

  test('repeats what the server said was wrong', async () => {
    const { join } = await start(websocket);
    const tab = join();
    await tab.until(({ opens }) => opens.length === 1);
    tab.connection.publish?.({
      channel: 'no such name',
      kind: 'k',
      source: 's',
      seq: 1,
      intendedAtUs: 1,
      data: 1,
    });
    await tab.until(({ downs }) => downs.length >= 1);
    expect(tab.downs[0]).toMatchObject({ code: 'protocol' });
    expect(tab.downs[0]?.message).toContain('a fault in channel');
  });

  test('says how a handshake was refused', async () => {
    const refusing: Transport = {
      ...websocket,
      mount: (host) => host.onUpgrade('/ws', (request) => request.refuse({ status: 403 })),
    };
    const tab = (await start(refusing)).join();
    await tab.until(({ downs }) => downs.length >= 1);
    expect(tab.downs[0]?.message).toContain('403');
    expect(tab.opens).toEqual([]);
  });

  test.each([true, false])('says that nobody listens (TLS: %s)', async (tls) => {
    const { join, host } = await start(websocket, tls);
    await host.close();
    const nowhere = openBrowser({
      origin: { host: '127.0.0.1', port: host.port, tls },
      http,
      keepAlive: true,
    });
    const tab = join(undefined, nowhere);
    await tab.until(({ downs }) => downs.length >= 1);
    expect(tab.downs[0]).toMatchObject({ code: 'refused' });
    tab.connection.close();
    nowhere.close();
  });

  test('closed while it connects leaves nothing on the server and says nothing', async () => {
    const { join, host } = await start(websocket);
    const tab = join();
    tab.connection.close();
    const other = join();
    await other.until(({ opens }) => opens.length === 1);
    await expect.poll(() => host.hub.subscribers).toBe(1);
    expect([tab.opens, tab.downs]).toEqual([[], []]);
  });

  test('paused before it is open holds back what comes until it resumes', async () => {
    const { join, publish, host } = await start(websocket);
    publish(1);
    const tab = join('0');
    tab.connection.pause();
    await tab.until(({ opens }) => opens.length === 1);
    await expect.poll(() => host.hub.subscribers).toBe(1);
    publish(2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(tab.events).toEqual([]);
    tab.connection.resume();
    await tab.until(({ events }) => events.length === 2);
  });
});
