import type { Request, Response } from 'express';
import type { Browser, CDPSession, JSHandle, Page } from 'playwright-core';
import { servePage } from './bare-page.ts';
import sse from './sse/index.ts';
import { type Stage, setStage } from './test-tab.ts';
import type { HttpVersion, Transport } from './transport.ts';
import websocket from './websocket/index.ts';

/** A page in a real browser that a host of SSE and WebSocket itself serves. Only tests use it. */
export interface TestPage extends Pick<Stage, 'host' | 'publish' | 'close'> {
  readonly page: Page;
  /** With the domain Network enabled. */
  readonly devTools: CDPSession;
  /** The `Last-Event-ID` of each request for a stream, as it came. */
  readonly positions: (string | undefined)[];
  /** The host's, such as `https://127.0.0.1:4700`. */
  readonly origin: string;
  /** Where the host offers its WebSocket. */
  readonly webSocketUrl: string;
}

/** Over TLS; the browser has to ignore the certificate's errors. */
export async function openTestPage(
  browser: Browser,
  http: HttpVersion,
  allowedOrigins: readonly string[] = [],
): Promise<TestPage> {
  const positions: TestPage['positions'] = [];
  const transport: Transport = {
    ...sse,
    mount: (host) => {
      host.app.use('/sse', ({ headers }: Request, _response: Response, next: () => void) => {
        positions.push(headers['last-event-id'] as string | undefined);
        next();
      });
      servePage(host);
      sse.mount(host);
      websocket.mount(host);
    },
  };
  const stage = await setStage(transport, http, true, { epoch: 'e', retryMs: 20, allowedOrigins });
  const { host, publish } = stage;
  const authority = `127.0.0.1:${host.port}`;
  const origin = `https://${authority}`;

  // Contexts share no connections.
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/page`);
  const devTools = await context.newCDPSession(page);
  await devTools.send('Network.enable');
  return {
    host,
    publish,
    page,
    devTools,
    positions,
    origin,
    webSocketUrl: `wss://${authority}/ws?channel=room`,
    async close() {
      // First, because a host waits for connections that are still open.
      await context.close();
      await stage.close();
    },
  };
}

/** Name, id and data of each event, as the page heard them. */
export type Heard = [name: string, id: string, data: string][];

/** Opens an EventSource in the page. */
export const follow = (page: Page, path: string): Promise<JSHandle<{ heard: Heard; source: EventSource }>> =>
  page.evaluateHandle((url) => {
    const heard: Heard = [];
    const source = new EventSource(url);
    for (const name of ['message', 'seek', 'gap', 'end']) {
      source.addEventListener(name, ({ lastEventId, data }) => heard.push([name, lastEventId, data]));
    }
    return { heard, source };
  }, path);

interface PageWebSocket {
  readonly heard: unknown[];
  readonly closeCodes: number[];
  readonly socket: WebSocket;
}

/** Opens a WebSocket in the page. */
export const openWebSocket = (page: Page, url: string): Promise<JSHandle<PageWebSocket>> =>
  page.evaluateHandle((url) => {
    const heard: unknown[] = [];
    const closeCodes: number[] = [];
    const socket = new WebSocket(url);
    socket.onmessage = ({ data }) => heard.push(JSON.parse(data));
    socket.onclose = ({ code }) => closeCodes.push(code);
    return { heard, closeCodes, socket };
  }, url);
