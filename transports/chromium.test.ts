import type { Browser, JSHandle, Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, type TestContext, test } from 'vitest';
import { launchChromium } from '../lab/chromium.ts';
import { follow, type Heard, openTestPage, openWebSocket, type TestPage } from './test-page.ts';
import { HTTP_VERSIONS, type HttpVersion } from './transport.ts';

let browser: Browser | undefined;
const opened: TestPage[] = [];

async function open(
  test: TestContext,
  http: HttpVersion,
  allowedOrigins?: readonly string[],
): Promise<TestPage> {
  // By a flag, not by the context's `ignoreHTTPSErrors`: with that, Chromium breaks each first
  // handshake off and dials again, and every connection counts as two.
  browser ??= await launchChromium(test, '--ignore-certificate-errors');
  const page = await openTestPage(browser, http, allowedOrigins);
  opened.push(page);
  return page;
}

afterEach(async () => {
  for (const page of opened.splice(0)) await page.close();
});
afterAll(() => browser?.close());

const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000, interval: 20 });

const inLog = ({ host }: TestPage): Heard =>
  host.hub.read('room', { id: 0 }).events.map(({ kind, id, json }) => [kind, `e.${id}`, json]);

/** What the server counted. */
function counted({ host }: TestPage) {
  const { tcpOpened, tlsHandshakes, http2Sessions, http2Streams } = host.connections.snapshot();
  return { tcpOpened, tlsHandshakes, http2Sessions, http2Streams };
}

describe.each(HTTP_VERSIONS)('Chromium over HTTP/%s', (http) => {
  const isHttp2 = http === '2';

  test('reads the stream as it stands in the log', async (context) => {
    const lab = await open(context, http);
    const protocols: (string | undefined)[] = [];
    lab.devTools.on('Network.responseReceived', ({ type, response }) => {
      if (type === 'EventSource') protocols.push(response.protocol);
    });
    lab.publish(1, { data: '한국어 ☃ \r\n "quoted"' });
    const tab = await follow(lab.page, '/sse?channel=room&after=0');
    await eventually(() => lab.host.hub.subscribers).toBe(1);
    lab.publish(2, { kind: 'seek' });
    lab.publish(3);
    await eventually(() => tab.evaluate(({ heard }) => heard)).toEqual(inLog(lab));
    await eventually(() => protocols).toEqual([isHttp2 ? 'h2' : 'http/1.1']);
  });

  test('comes back with the last id when it is reset, and hears everything once', async (context) => {
    const lab = await open(context, http);
    const tab = await follow(lab.page, '/sse?channel=room&after=0');
    lab.publish(1);
    for (const seq of [2, 4, 6]) {
      // A reset throws away what is on its way, so nothing may be.
      await eventually(() => tab.evaluate(({ heard }) => heard)).toEqual(inLog(lab));
      await eventually(() => lab.host.hub.subscribers).toBe(1);
      for (const socket of lab.host.connections.sockets()) socket.resetAndDestroy();
      lab.publish(seq);
      lab.publish(seq + 1);
    }
    await eventually(() => tab.evaluate(({ heard }) => heard)).toEqual(inLog(lab));
    expect(inLog(lab)).toHaveLength(7);
    expect(lab.positions).toEqual([undefined, 'e.1', 'e.3', 'e.5']);
  });

  test('comes back to where it joined when it is cut before its first event', async (context) => {
    const lab = await open(context, http);
    lab.publish(1);
    const tab = await follow(lab.page, '/sse?channel=room');
    // An end beneath TLS that overtakes the answer's head would leave the page waiting for it.
    await eventually(() => tab.evaluate(({ source }) => source.readyState)).toBe(1);
    // Not reset: the block with the position, which no page hears of, may still be on its way.
    for (const socket of lab.host.connections.sockets()) socket.end();
    lab.publish(2);
    await eventually(() => tab.evaluate(({ heard }) => heard)).toEqual(inLog(lab).slice(1));
    // Not e.2: that event came by the second answer, not by what was left of the first.
    expect(lab.positions).toEqual([undefined, 'e.1']);
  });

  const where = isHttp2 ? 'on a stream of the session that the page has' : 'on a connection of its own';
  test(`opens a WebSocket ${where}`, async (context) => {
    const lab = await open(context, http);
    const statuses: number[] = [];
    lab.devTools.on('Network.webSocketHandshakeResponseReceived', ({ response }) => {
      statuses.push(response.status);
    });
    const before = counted(lab);
    expect(before).toMatchObject({ tcpOpened: 1, tlsHandshakes: 1, http2Sessions: isHttp2 ? 1 : 0 });

    const tab = await openWebSocket(lab.page, lab.webSocketUrl);
    await eventually(() => tab.evaluate(({ heard }) => heard)).toEqual([{ type: 'open', cursor: 'e.0' }]);
    lab.publish(1);
    await tab.evaluate(({ socket }) => {
      const event = { channel: 'room', kind: 'seek', source: 'page', seq: 1, intendedAtUs: 1, data: '☃' };
      socket.send(JSON.stringify({ type: 'publish', ...event }));
    });
    await eventually(() => tab.evaluate(({ heard }) => heard.slice(1))).toMatchObject([
      { id: 1, source: 'test' },
      { id: 2, source: 'page', data: '☃' },
    ]);
    const more = isHttp2
      ? { http2Streams: before.http2Streams + 1 }
      : { tcpOpened: before.tcpOpened + 1, tlsHandshakes: before.tlsHandshakes + 1 };
    expect(counted(lab)).toEqual({ ...before, ...more });
    // RFC 8441, 5: what is answered 101 over HTTP/1.1 is answered 200 over HTTP/2.
    await eventually(() => statuses).toEqual([isHttp2 ? 200 : 101]);

    await tab.evaluate(({ socket }) => socket.close(1000));
    await eventually(() => tab.evaluate(({ closeCodes }) => closeCodes)).toEqual([1000]);
    await eventually(() => lab.host.hub.subscribers).toBe(0);
  });

  test('opens a WebSocket to another origin where that allows the page’s', async (context) => {
    const { page, origin } = await open(context, http);
    const lab = await open(context, http, [origin]);
    await meet(page, lab);
    const tab = await openWebSocket(page, lab.webSocketUrl);
    await eventually(() => tab.evaluate(({ heard }) => heard)).toEqual([{ type: 'open', cursor: 'e.0' }]);
  });

  test('learns no more than close code 1006 where its origin is not allowed', async (context) => {
    const { page } = await open(context, http);
    const lab = await open(context, http);
    await meet(page, lab);
    const complaints = complaintsOf(page);
    const tab = await openWebSocket(page, lab.webSocketUrl);
    await eventually(() => tab.evaluate(({ closeCodes }) => closeCodes)).toEqual([1006]);
    await eventually(() => complaints).toEqual([expect.stringContaining('Unexpected response code: 403')]);
    expect(lab.host.hub.subscribers).toBe(0);
  });
});

/** Chromium tells its console, not the page, why a WebSocket failed. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  return complaints;
}

/** Gives the page a connection to another host, and with it the HTTP/2 session that a WebSocket rides. */
const meet = (page: Page, { origin }: TestPage): Promise<void> =>
  page.evaluate(
    (url) => fetch(url, { mode: 'no-cors', credentials: 'include' }).then(() => {}),
    `${origin}/page`,
  );

test('a WebSocket offers HTTP/1.1 alone where no session is open, which HTTP/2 alone refuses', async (context) => {
  const { page } = await open(context, '2');
  const lab = await open(context, '2');
  const before = lab.host.connections.snapshot();
  const complaints = complaintsOf(page);
  const tab = await openWebSocket(page, lab.webSocketUrl);
  await eventually(() => tab.evaluate(({ closeCodes }) => closeCodes)).toEqual([1006]);
  await eventually(() => complaints).toEqual([expect.stringContaining('ERR_SSL_PROTOCOL_ERROR')]);
  const { tcpOpened, httpRequests } = lab.host.connections.snapshot();
  // How often it dials is Chromium's affair.
  expect(tcpOpened).toBeGreaterThan(before.tcpOpened);
  expect(httpRequests).toBe(before.httpRequests);
});

const followSeven = (page: Page): Promise<JSHandle<EventSource[]>> =>
  page.evaluateHandle(() => Array.from({ length: 7 }, () => new EventSource('/sse?channel=room')));

const statesOf = (tabs: JSHandle<EventSource[]>): Promise<number[]> =>
  tabs.evaluate((sources) => sources.map(({ readyState }) => readyState));

/** The status, or the name of what went wrong. */
const fetchPage = (page: Page, timeoutMs: number): Promise<number | string> =>
  page.evaluate(
    (limit) =>
      fetch('/page', { signal: AbortSignal.timeout(limit) }).then(
        ({ status }) => status,
        ({ name }) => name,
      ),
    timeoutMs,
  );

test('over HTTP/1.1 six streams of a browser are open, and whatever comes next waits', async (context) => {
  const lab = await open(context, '1.1');
  const tabs = await followSeven(lab.page);
  await eventually(() => statesOf(tabs)).toEqual([1, 1, 1, 1, 1, 1, 0]);
  // That nothing happens can only be looked at for a while: as long as this fetch may wait.
  expect(await fetchPage(lab.page, 300)).toBe('TimeoutError');
  expect(await statesOf(tabs)).toEqual([1, 1, 1, 1, 1, 1, 0]);
  expect(lab.host.hub.subscribers).toBe(6);
  expect(counted(lab)).toMatchObject({ tcpOpened: 6, tlsHandshakes: 6 });

  // A WebSocket stands in another line.
  const tab = await openWebSocket(lab.page, lab.webSocketUrl);
  await eventually(() => tab.evaluate(({ heard }) => heard)).toHaveLength(1);

  await tabs.evaluate(([first]) => first?.close());
  await eventually(() => statesOf(tabs)).toEqual([2, 1, 1, 1, 1, 1, 1]);
});

test('over HTTP/2 seven streams are open on one connection, and a fetch is answered', async (context) => {
  const lab = await open(context, '2');
  const { http2Streams } = counted(lab);
  const tabs = await followSeven(lab.page);
  await eventually(() => statesOf(tabs)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  expect(await fetchPage(lab.page, 5_000)).toBe(200);
  expect(lab.host.hub.subscribers).toBe(7);
  const more = { http2Streams: http2Streams + 8 };
  expect(counted(lab)).toEqual({ tcpOpened: 1, tlsHandshakes: 1, http2Sessions: 1, ...more });
});
