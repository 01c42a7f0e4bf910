import http2 from 'node:http2';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { findProxy } from '../../harness/proxy-parts.ts';
import { reconfigured } from '../../harness/start-proxy.ts';
import { monotonicUs } from '../../lab/clock.ts';
import sse from '../../transports/sse/index.ts';
import type { HttpVersion, Transport } from '../../transports/transport.ts';
import websocket from '../../transports/websocket/index.ts';
import type { Experiment } from '../experiment.ts';
import { follow } from '../follow.ts';
import type { Laboratory } from '../laboratory.ts';
import { until } from '../until.ts';

/** In place of the minute or so that is usual. */
const LIMIT_MS = 2_000;
const SPEAK_EVERY_MS = 400;
const WATCHED_MS = 6_000;
const NEVER_MS = 600_000;

const STREAMS = ['SSE', 'SSE over HTTP/2', 'WebSocket'] as const;
const SPEAKERS = [
  'nobody',
  'server',
  'client’s requests beside it',
  'client’s pings',
  'client’s messages',
] as const;
type Speaker = (typeof SPEAKERS)[number];

const figures = z.object({
  limitMs: z.number(),
  speakEveryMs: z.number(),
  watchedMs: z.number(),
  lines: z.array(
    z.object({
      proxy: z.string(),
      stream: z.enum(STREAMS),
      speaks: z.enum(SPEAKERS),
      cutAfterMs: z.number().nullable(),
    }),
  ),
});
export type ProxyTimeOuts = z.infer<typeof figures>;

export default {
  id: 'proxy-time-outs',
  title: { en: 'The proxy’s patience', ko: '프록시의 인내심' },
  method: {
    en: `Streams without events through nginx and HAProxy whose read time-outs are shortened from 75 s to ${LIMIT_MS / 1e3} s. On each nobody sends anything, or the server sends heartbeats, or the client whatever it can, every ${SPEAK_EVERY_MS / 1e3} s. Noted is how long each one lives, up to ${WATCHED_MS / 1e3} s.`,
    ko: `읽기 제한 시간을 75초에서 ${LIMIT_MS / 1e3}초로 줄인 nginx와 HAProxy를 거쳐 이벤트 없는 스트림을 엽니다. 아무도 보내지 않거나, ${SPEAK_EVERY_MS / 1e3}초마다 서버가 하트비트를 보내거나 클라이언트가 보낼 수 있는 것을 보냅니다. 각각 얼마 만에 끊기는지 ${WATCHED_MS / 1e3}초까지 봅니다.`,
  },
  needs: ['nginx', 'haproxy'],
  figures,
  measure: (lab) => measure(lab, LIMIT_MS),
  // Proxies that wait as long as the lab's own configurations say: nothing is cut while it is watched.
  opposites: { 30: (lab) => measure(lab, 75_000) },
} satisfies Experiment<ProxyTimeOuts>;

/** How a proxy says how long it waits; each has to be there. */
const TIME_OUTS: Readonly<Record<string, readonly string[]>> = {
  'nginx-tuned': ['proxy_read_timeout 75s'],
  'nginx-h2': ['proxy_read_timeout 75s'],
  haproxy: ['timeout client 75s', 'timeout server 75s'],
};

/** HAProxy ends the streams of a server that is late with two answers: servers in one busy process may be. */
const HEALTH_CHECK = / *default-server check .*\n/;

const LINES: readonly { stream: (typeof STREAMS)[number]; speaks: Speaker }[] = [
  { stream: 'SSE', speaks: 'nobody' },
  { stream: 'SSE', speaks: 'server' },
  { stream: 'SSE', speaks: 'client’s requests beside it' },
  { stream: 'SSE over HTTP/2', speaks: 'client’s pings' },
  { stream: 'WebSocket', speaks: 'nobody' },
  { stream: 'WebSocket', speaks: 'server' },
  { stream: 'WebSocket', speaks: 'client’s pings' },
  { stream: 'WebSocket', speaks: 'client’s messages' },
];

async function measure(lab: Laboratory, limitMs: number): Promise<ProxyTimeOuts> {
  const [nginx, haproxy] = await Promise.all([
    openProxies(lab, { '1.1': 'nginx-tuned', '2': 'nginx-h2' }, limitMs),
    openProxies(lab, { '1.1': 'haproxy', '2': 'haproxy' }, limitMs),
  ]);
  const each = Object.entries({ nginx, HAProxy: haproxy }).flatMap(([proxy, open]) =>
    LINES.map(async (line) => ({ proxy, ...line, cutAfterMs: await live(lab, open, line) })),
  );
  return { limitMs, speakEveryMs: SPEAK_EVERY_MS, watchedMs: WATCHED_MS, lines: await Promise.all(each) };
}

/** Where each is found: the proxy before a server that sends heartbeats, and before one that never says anything. */
type Open = (http: HttpVersion, heartbeats: boolean) => number;

async function openProxies(
  lab: Laboratory,
  ids: Readonly<Record<HttpVersion, string>>,
  limitMs: number,
): Promise<Open> {
  const ports = new Map<string, number>();
  const open = async (http: HttpVersion, heartbeats: boolean): Promise<void> => {
    const proxy = reconfigured(await findProxy(ids[http]), (configuration) =>
      (TIME_OUTS[ids[http]] ?? []).reduce(
        (text, timeOut) => shortened(text, timeOut, limitMs),
        configuration.replace(HEALTH_CHECK, ''),
      ),
    );
    const upstreamHttp = proxy.speaks(http, false);
    if (typeof upstreamHttp !== 'string') throw new Error(upstreamHttp.en);
    const host = await lab.host({
      http: upstreamHttp,
      transports: [sse, websocket],
      heartbeatMs: heartbeats ? SPEAK_EVERY_MS : NEVER_MS,
    });
    const { port } = await lab.proxy(proxy, { http, upstreamHttp, servers: [host.port] });
    ports.set(`${http} ${heartbeats}`, port);
  };
  await Promise.all([open('1.1', false), open('1.1', true), open('2', false)]);
  return (http, heartbeats) => ports.get(`${http} ${heartbeats}`) ?? 0;
}

function shortened(configuration: string, timeOut: string, limitMs: number): string {
  if (!configuration.includes(timeOut)) throw new Error(`the configuration has no "${timeOut}"`);
  return configuration.replace(timeOut, timeOut.replace(/\d+s$/, `${limitMs}ms`));
}

/** A line that stands. */
interface Line {
  /** When it opened and when it was cut, on the lab's clock. */
  readonly times: { openedAtUs?: number; downAtUs?: number };
  readonly speak: () => void;
  readonly close: () => void;
}

/** @returns how long it lived after it opened; `null` where it still does */
async function live(
  lab: Laboratory,
  open: Open,
  { stream, speaks }: (typeof LINES)[number],
): Promise<number | null> {
  const byServer = speaks === 'server';
  const line =
    stream === 'SSE over HTTP/2'
      ? overHttp2(open('2', false))
      : speaks === 'client’s pings'
        ? byPings(open('1.1', false))
        : byLabClient(lab, stream === 'SSE' ? sse : websocket, open('1.1', byServer));
  lab.onEnd(line.close);
  const patience = { withinMs: WATCHED_MS, signal: lab.signal };
  const opened = await until(
    () => line.times.openedAtUs,
    (atUs) => atUs !== undefined,
    patience,
  );
  if (opened === undefined) throw new Error(`${stream} (${speaks}) did not open`);
  const timer = setInterval(line.speak, SPEAK_EVERY_MS);
  if (speaks === 'nobody' || byServer) clearInterval(timer);
  await until(
    () => line.times.downAtUs,
    (atUs) => atUs !== undefined,
    patience,
  );
  clearInterval(timer);
  line.close();
  const { downAtUs } = line.times;
  return downAtUs === undefined ? null : (downAtUs - opened) / 1e3;
}

/** It speaks by messages on its WebSocket, or by requests beside its stream. Neither is answered on the stream. */
function byLabClient(lab: Laboratory, transport: Transport, port: number): Line {
  const followed = follow(lab, transport, { port });
  const speak = transport === sse ? () => followed.ask('/healthz') : followed.say;
  return { times: followed, speak, close: followed.close };
}

/** A WebSocket whose client pings, as no page can, but every other client. */
function byPings(port: number): Line {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws?channel=room`);
  const times = timesOf(socket, 'open');
  return { times, speak: () => socket.ping(), close: () => socket.terminate() };
}

/** The client pings the HTTP/2 connection that the stream is on, and asks for something else on it. */
function overHttp2(port: number): Line {
  const session = http2.connect(`http://127.0.0.1:${port}`);
  session.on('error', () => {});
  const request = session.request({ ':path': '/sse?channel=room' });
  request.on('error', () => {}).resume();
  const times = timesOf(request, 'response');
  const speak = (): void => {
    if (session.destroyed) return;
    session.ping(() => {});
    session
      .request({ ':path': '/healthz' })
      .on('error', () => {})
      .resume();
  };
  return { times, speak, close: () => session.destroy() };
}

function timesOf(emitter: NodeJS.EventEmitter, opened: string): Line['times'] {
  const times: Line['times'] = {};
  emitter.on('error', () => {});
  emitter.once(opened, () => {
    times.openedAtUs = monotonicUs();
  });
  emitter.once('close', () => {
    times.downAtUs ??= monotonicUs();
  });
  return times;
}
