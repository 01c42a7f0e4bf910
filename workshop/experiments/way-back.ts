import type { Request, Response } from 'express';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import sse from '../../transports/sse/index.ts';
import { HTTP_VERSIONS, type HttpVersion, type Transport } from '../../transports/transport.ts';
import websocket from '../../transports/websocket/index.ts';
import { openBrowser, openHost, openPage } from '../chromium/page.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';
import { until } from '../until.ts';

const MESSAGES = 5;
const PATIENCE_MS = 5_000;

const figures = z.object({
  messages: z.number(),
  versions: z.array(
    z.object({
      http: z.enum(HTTP_VERSIONS),
      /** What the browser's object for the stream can send by. */
      hasSend: z.boolean(),
      arrived: z.number(),
      /** Requests that the messages took, and those of them on the stream's own TCP connection. */
      requests: z.number(),
      onStreamsConnection: z.number(),
    }),
  ),
});
export type WayBack = z.infer<typeof figures>;

type Api = 'EventSource' | 'WebSocket';

export default {
  id: 'way-back',
  title: { en: 'The way back', ko: '클라이언트에서 서버로' },
  method: {
    en: 'A page of Chromium follows a stream and sends five messages back as it can: by fetch beside an EventSource. The server notes how many requests that took, and which came on the TCP connection of the stream.',
    ko: 'Chromium 페이지가 스트림을 구독하면서 가능한 방법으로 서버에 메시지 다섯 개를 보냅니다. EventSource라면 fetch를 씁니다. 서버는 요청이 몇 번이었고 그중 몇 번이 스트림과 같은 TCP 연결로 왔는지 기록합니다.',
  },
  needs: ['chromium'],
  figures,
  measure: (lab) => measure(lab, 'EventSource'),
  opposites: { 1: (lab) => measure(lab, 'WebSocket') },
} satisfies Experiment<WayBack>;

async function measure(lab: Laboratory, api: Api): Promise<WayBack> {
  const browser = await openBrowser(lab);
  const versions = await Promise.all(HTTP_VERSIONS.map((http) => send(lab, browser, http, api)));
  await browser.close();
  return { messages: MESSAGES, versions };
}

async function send(
  lab: Laboratory,
  browser: Browser,
  http: HttpVersion,
  api: Api,
): Promise<WayBack['versions'][number]> {
  let stream: number | undefined;
  const backs: (number | undefined)[] = [];
  const noting: Transport = {
    ...sse,
    mount: (host) => {
      host.app.use('/sse', (request: Request, _response: Response, next: () => void) => {
        stream = request.socket.remotePort;
        next();
      });
      host.app.post('/back', (request: Request, response: Response) => {
        backs.push(request.socket.remotePort);
        host.hub.publish({ ...MESSAGE, seq: Number(request.query.seq) });
        response.sendStatus(202);
      });
      sse.mount(host);
    },
  };
  const { host, origin } = await openHost(lab, http, [noting, websocket]);
  const page = await openPage(browser, origin);
  const hasSend = await page.evaluate(api === 'EventSource' ? sendBeside : sendOnSocket, {
    count: MESSAGES,
    message: MESSAGE,
  });
  const arrived = (): number => host.hub.read('room', { id: 0 }).events.length;
  await until(arrived, (count) => count === MESSAGES, { withinMs: PATIENCE_MS, signal: lab.signal });
  await page.context().close();
  return {
    http,
    hasSend,
    arrived: arrived(),
    requests: backs.length,
    onStreamsConnection: backs.filter((connection) => connection === stream).length,
  };
}

const MESSAGE = { channel: 'room', kind: 'message', source: 'page', intendedAtUs: 1, data: 'back' };

interface Sent {
  readonly count: number;
  readonly message: object;
}

// Both run in the page: each must stand alone.

async function sendBeside({ count }: Sent): Promise<boolean> {
  const source = new EventSource('/sse?channel=room');
  await new Promise((resolve) => {
    source.onopen = resolve;
  });
  for (let seq = 1; seq <= count; seq++) await fetch(`/back?seq=${seq}`, { method: 'POST' });
  return 'send' in source;
}

async function sendOnSocket({ count, message }: Sent): Promise<boolean> {
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/ws?channel=room`);
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  for (let seq = 1; seq <= count; seq++) socket.send(JSON.stringify({ type: 'publish', ...message, seq }));
  return 'send' in socket;
}
