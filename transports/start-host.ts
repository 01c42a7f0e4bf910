import { constants, randomBytes } from 'node:crypto';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Request, Response } from 'express';
import { ConnectionRegistry } from './connection-registry.ts';
import type { EventLog } from './event-log.ts';
import { addErrorRoutes, createApp, sendError } from './express-app.ts';
import { HeartbeatWheel } from './heartbeat-wheel.ts';
import type { Host, HostSettings, TlsIdentity } from './host.ts';
import { Hub } from './hub.ts';
import { listen } from './listen.ts';
import { MemoryLog } from './memory-log.ts';
import { addPublishRoute } from './publish-route.ts';
import { addStateRoutes, ownFigures } from './server-state.ts';
import type { HttpVersion, Transport } from './transport.ts';
import { overCapError, UpgradeRouter } from './upgrade.ts';

/** Streams of one HTTP/2 session unless told otherwise: what Chromium assumes where a server says nothing. */
const MAX_CONCURRENT_STREAMS = 100;
const SHUTDOWN_LIMIT_MS = 4_000;

/**
 * Stated because Node's defaults change between versions: keepAliveTimeout is 5 s in Node 20 and 65 s
 * in 26. None of them cuts an open stream.
 */
const KEEP_ALIVE_MS = 65_000;
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;

/**
 * Every TLS connection pays its whole handshake, whoever connects: without tickets, and with no
 * session store, there is nothing to resume.
 */
const TLS_OPTIONS = { handshakeTimeout: HEADERS_MS, secureOptions: constants.SSL_OP_NO_TICKET };

export interface HostOptions {
  readonly http: HttpVersion;
  readonly transports: readonly Served[];
  /** Absent means cleartext: HTTP/1.1, or HTTP/2 with prior knowledge (h2c). */
  readonly tls?: TlsIdentity;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** A further port, on which other processes listen as well; 0 lets the system choose. */
  readonly sharedPort?: number;
  readonly address?: string;
  readonly heartbeatMs?: number;
  readonly retryMs?: number;
  readonly retryJitterMs?: number;
  readonly random?: () => number;
  readonly namedHeartbeat?: boolean;
  readonly streamLimitMs?: number;
  readonly bufferingHint?: boolean;
  readonly ownPort?: number;
  readonly unsentLimitBytes?: number;
  readonly allowedOrigins?: readonly string[];
  readonly maxConnections?: number;
  /** Over HTTP/2: how many a session may have open at once, as its SETTINGS state it; `null` states none. */
  readonly maxStreams?: number | null;
  /** Events kept per channel. */
  readonly logCapacity?: number;
  readonly epoch?: string;
  /** In place of an empty one in memory: what a server knows that starts again, or what several share. */
  readonly log?: EventLog;
}

/** What a host needs of a transport; whoever serves more beside them, such as a page, gives it the same shape. */
export type Served = Pick<Transport, 'id' | 'mount' | 'listen'>;

export interface RunningHost extends Host {
  readonly port: number;
  readonly sharedPort?: number;
  /** Transport id → port, for those that are no HTTP. */
  readonly ownPorts: Readonly<Record<string, number>>;
  /** Ends gracefully: streams completed, WebSockets closed, GOAWAY; then whatever is left, within 5 s. */
  close(): Promise<void>;
}

/** Starts one server with the transports given, over one HTTP version. Rejects with a LabError. */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const allowedOrigins = [...(options.allowedOrigins ?? [])];
  const settings: HostSettings = {
    address: options.address ?? '127.0.0.1',
    heartbeatMs: options.heartbeatMs ?? 15_000,
    unsentLimitBytes: options.unsentLimitBytes ?? 1024 * 1024,
    allowedOrigins,
    retryJitterMs: options.retryJitterMs ?? 0,
    random: options.random ?? Math.random,
    namedHeartbeat: options.namedHeartbeat ?? false,
    bufferingHint: options.bufferingHint ?? true,
    ownPort: options.ownPort ?? 0,
    sharesPorts: options.sharedPort !== undefined,
    ...(options.streamLimitMs !== undefined && { streamLimitMs: options.streamLimitMs }),
    ...(options.retryMs !== undefined && { retryMs: options.retryMs }),
  };
  const connections = new ConnectionRegistry(options.maxConnections ?? 100_000);
  const upgrades = new UpgradeRouter(connections);
  const shutdowns: (() => void | Promise<void>)[] = [];
  let processFigures = ownFigures;
  const epoch = options.epoch ?? randomBytes(4).toString('hex');
  const log: EventLog = options.log ?? new MemoryLog({ epoch, capacity: options.logCapacity ?? 1_024 });
  const host: Host = {
    app: createApp(options.http),
    hub: new Hub(log),
    connections,
    heartbeats: new HeartbeatWheel(settings.heartbeatMs),
    settings,
    gauges: { waiters: 0, slowConsumersAtUs: [], silentPeersAtUs: [] },
    ...(options.tls && { tls: options.tls }),
    onUpgrade: (path, handler) => upgrades.on(path, handler),
    onShutdown: (action) => shutdowns.push(action),
    servedBy: (read) => {
      processFigures = read;
    },
    processFigures: () => processFigures(),
  };

  host.app.use((request: Request, response: Response, next: () => void) => {
    connections.count('httpRequests', request.socket);
    if (options.http === '2') connections.count('http2Streams', request.socket);
    if (!connections.isOverCap(request.socket)) return next();
    if (options.http === '1.1') response.set('Connection', 'close');
    sendError(response, overCapError(connections.cap));
  });
  const state = addStateRoutes(host);
  addPublishRoute(host);
  for (const transport of options.transports) transport.mount?.(host);
  addErrorRoutes(host.app);

  const servers: HttpServer[] = [];
  const listenOn = async (port: number, shared: boolean): Promise<number> => {
    const server = createServer(host, options, upgrades);
    const bound = await listen(server, port, settings.address, shared);
    servers.push(server);
    // Pages of this very server may open a WebSocket to it.
    for (const name of [settings.address, 'localhost']) {
      allowedOrigins.push(`${options.tls ? 'https' : 'http'}://${name}:${bound}`);
    }
    return bound;
  };
  const end = async (): Promise<void> => {
    const ended = shutdowns.map((action) => action());
    await Promise.all([...servers.map((server) => closeServer(server, host)), ...ended]);
    host.heartbeats.stop();
    state.stop();
  };
  try {
    const port = await listenOn(options.port ?? 0, false);
    const sharedPort =
      options.sharedPort === undefined ? undefined : await listenOn(options.sharedPort, true);
    const ownPorts: Record<string, number> = {};
    for (const transport of options.transports) {
      if (transport.listen !== undefined) ownPorts[transport.id] = await transport.listen(host);
    }
    const close = async (): Promise<void> => {
      await end();
      await log.close?.();
    };
    return Object.assign(host, { port, ...(sharedPort !== undefined && { sharedPort }), ownPorts, close });
  } catch (error) {
    // Its timers would run on, and a port of two that it has would stay taken.
    await end();
    throw error;
  }
}

type HttpServer = http.Server | https.Server | http2.Http2Server | http2.Http2SecureServer;

function createServer(
  { app, tls, connections }: Host,
  { http: version, maxStreams = MAX_CONCURRENT_STREAMS }: HostOptions,
  upgrades: UpgradeRouter,
): HttpServer {
  const http2Settings = {
    ...(maxStreams !== null && { maxConcurrentStreams: maxStreams }),
    enableConnectProtocol: true,
  };
  const http1Limits = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
  };
  const handler = app as unknown as http.RequestListener & Parameters<typeof http2.createServer>[1];
  let server: HttpServer;
  if (version === '1.1') {
    server = tls
      ? https.createServer({ ...tls, ...TLS_OPTIONS, ...http1Limits, ALPNProtocols: ['http/1.1'] }, handler)
      : http.createServer(http1Limits, handler);
    server.on('upgrade', upgrades.onUpgrade);
  } else {
    server = tls
      ? http2.createSecureServer(
          { ...tls, ...TLS_OPTIONS, settings: http2Settings, allowHTTP1: false },
          handler,
        )
      : http2.createServer({ settings: http2Settings }, handler);
    server.on('connect', upgrades.onConnect);
    server.on('session', (session: http2.ServerHttp2Session) => {
      connections.count('http2Sessions', session.socket);
      // `server.close()` leaves sessions open; this sends GOAWAY and ends them after their streams.
      const goAway = (): void => session.close();
      server.once('closing', goAway);
      session.once('close', () => server.off('closing', goAway));
      endWhenIdle(session);
    });
    server.setMaxListeners(0);
  }
  server.on('connection', (socket: Socket) => connections.add(socket));
  server.on('secureConnection', (socket: Socket) => connections.count('tlsHandshakes', socket));
  // Past the cap a refusal costs a connection too; this far past it, the system refuses.
  server.maxConnections = connections.cap + 100;
  return server;
}

/**
 * HTTP/2 has no keep-alive timeout of its own: a session without a stream for so long is ended. Not by
 * `session.setTimeout`: Node 26 leaves its timer running when the peer goes, and with it all of the
 * session. After 15,000 tabs had left three times, that was 1.4 × the heap of the first time.
 */
function endWhenIdle(session: http2.ServerHttp2Session): void {
  const end = (): void => session.close();
  let idle = setTimeout(end, KEEP_ALIVE_MS);
  let open = 0;
  session.on('stream', (stream) => {
    clearTimeout(idle);
    open++;
    stream.once('close', () => {
      open--;
      if (open === 0 && !session.destroyed) idle = setTimeout(end, KEEP_ALIVE_MS);
    });
  });
  session.once('close', () => clearTimeout(idle));
}

/** Waits for connections to end by themselves, then ends those that did not. */
async function closeServer(server: HttpServer, { connections }: Host): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.emit('closing');
  const force = setTimeout(() => {
    for (const socket of connections.sockets()) socket.destroy();
  }, SHUTDOWN_LIMIT_MS);
  await closed;
  clearTimeout(force);
}
