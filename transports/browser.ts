import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { DownCause, HttpVersion, Origin } from './transport.ts';

/** Connections that a browser opens to one origin over HTTP/1.1; more requests wait in line. */
const CONNECTIONS_PER_ORIGIN = 6;

export interface BrowserOptions {
  readonly origin: Origin;
  readonly http: HttpVersion;
  /** The certificate to trust, PEM. */
  readonly ca?: string;
  /** False opens a TCP connection for every request, as HTTP/1.0 did. */
  readonly keepAlive: boolean;
  /** Over HTTP/1.1; six unless told. */
  readonly connections?: number;
}

/** One request as a transport's client asks for it. */
export interface ExchangeRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What comes back. Exactly one of `end` and `failed` is the last word. */
export interface ExchangeSink {
  head(status: number, headers: http.IncomingHttpHeaders, protocol: string): void;
  data(chunk: Buffer): void;
  end(): void;
  failed(cause: DownCause): void;
}

export interface Exchange {
  pause(): void;
  resume(): void;
  /** Ends it without a further word to the sink. */
  abort(): void;
}

/** What a browser's sockets carried; bytes are those of TCP, TLS included. */
export interface Traffic {
  sentBytes: number;
  receivedBytes: number;
  connectionsOpened: number;
  /** Every protocol that was negotiated, such as `http/1.1` or `h2`. */
  readonly protocols: Set<string>;
}

/**
 * The tabs of one browser share its connections: over HTTP/1.1 at most six with the rest waiting,
 * over HTTP/2 one session. It owns the sockets and counts their bytes.
 */
export interface Browser {
  readonly http: HttpVersion;
  readonly origin: Origin;
  readonly traffic: Traffic;
  exchange(request: ExchangeRequest, sink: ExchangeSink): Exchange;
  /** A socket of its own, outside the six: what a WebSocket over HTTP/1.1 and the raw socket use. */
  dial(alpn?: string): net.Socket;
  /** An extended CONNECT (RFC 8441) on the HTTP/2 session; rejects over HTTP/1.1. */
  extendedConnect(path: string, headers: Readonly<Record<string, string>>): Promise<Duplex>;
  /** Ends every connection. */
  close(): void;
}

export const openBrowser = (options: BrowserOptions): Browser =>
  options.http === '2' ? new Http2Browser(options) : new Http1Browser(options);

/** Opens sockets and keeps count of them, whoever uses them. */
class Dialler {
  readonly #options: BrowserOptions;
  readonly #live = new Set<net.Socket>();
  readonly #closed = { sent: 0, received: 0 };
  readonly traffic: Traffic;

  constructor(options: BrowserOptions) {
    this.#options = options;
    const live = this.#live;
    const closed = this.#closed;
    const sum = (settled: number, read: (socket: net.Socket) => number): number => {
      let total = settled;
      for (const socket of live) total += read(socket);
      return total;
    };
    this.traffic = {
      get sentBytes() {
        return sum(closed.sent, (socket) => socket.bytesWritten);
      },
      get receivedBytes() {
        return sum(closed.received, (socket) => socket.bytesRead);
      },
      connectionsOpened: 0,
      protocols: new Set<string>(),
    };
  }

  dial(alpn: string | undefined): net.Socket {
    const { origin, ca } = this.#options;
    const raw = net.connect({ host: origin.host, port: origin.port, noDelay: true });
    this.#live.add(raw);
    this.traffic.connectionsOpened++;
    raw.once('close', () => {
      this.#live.delete(raw);
      this.#closed.sent += raw.bytesWritten;
      this.#closed.received += raw.bytesRead;
    });
    if (!origin.tls) return raw;
    // The raw socket is made first, because a TLSSocket counts plaintext bytes only.
    return tls.connect({
      socket: raw,
      servername: 'localhost',
      ...(ca !== undefined && { ca }),
      ...(alpn !== undefined && { ALPNProtocols: [alpn] }),
    });
  }

  destroyAll(): void {
    for (const socket of this.#live) socket.destroy();
  }
}

class Http1Browser implements Browser {
  readonly http = '1.1' as const;
  readonly origin: Origin;
  readonly #dialler: Dialler;
  readonly #agent: http.Agent;

  constructor(options: BrowserOptions) {
    this.origin = options.origin;
    this.#dialler = new Dialler(options);
    const Agent = options.origin.tls ? https.Agent : http.Agent;
    this.#agent = new Agent({
      keepAlive: options.keepAlive,
      maxSockets: options.connections ?? CONNECTIONS_PER_ORIGIN,
      // TLS sessions are not resumed: every connection pays its whole handshake, on every transport.
      ...(options.origin.tls && { maxCachedSessions: 0 }),
    });
    this.#agent.createConnection = () => this.#dialler.dial('http/1.1');
  }

  get traffic(): Traffic {
    return this.#dialler.traffic;
  }

  exchange({ method, path, headers, body }: ExchangeRequest, sink: ExchangeSink): Exchange {
    const { host, port, tls: secure } = this.origin;
    const send = secure ? https.request : http.request;
    const request = send({
      agent: this.#agent,
      host,
      port,
      method,
      path,
      headers: headersOf(headers, body),
    });
    let over = false;
    let response: http.IncomingMessage | undefined;
    const fail = (cause: DownCause): void => {
      if (over) return;
      over = true;
      sink.failed(cause);
    };
    request.on('response', (incoming) => {
      response = incoming;
      const protocol = negotiated(incoming.socket) ?? 'http/1.1';
      this.traffic.protocols.add(protocol);
      sink.head(incoming.statusCode ?? 0, incoming.headers, protocol);
      incoming.on('data', (chunk: Buffer) => {
        if (!over) sink.data(chunk);
      });
      incoming.on('end', () => {
        if (over) return;
        over = true;
        sink.end();
      });
      incoming.on('error', (error) => fail(causeOf(error)));
      incoming.on('close', () => fail({ code: 'closed', message: 'the connection was closed' }));
    });
    request.on('error', (error) => fail(causeOf(error)));
    request.end(body);
    return {
      pause: () => response?.pause(),
      resume: () => response?.resume(),
      abort: () => {
        over = true;
        request.destroy();
      },
    };
  }

  dial(alpn?: string): net.Socket {
    return this.#dialler.dial(alpn);
  }

  extendedConnect(): Promise<Duplex> {
    return Promise.reject(new Error('An extended CONNECT needs HTTP/2, but this browser speaks HTTP/1.1.'));
  }

  close(): void {
    this.#agent.destroy();
    this.#dialler.destroyAll();
  }
}

class Http2Browser implements Browser {
  readonly http = '2' as const;
  readonly origin: Origin;
  readonly #dialler: Dialler;
  #session: http2.ClientHttp2Session | undefined;

  constructor(options: BrowserOptions) {
    this.origin = options.origin;
    this.#dialler = new Dialler(options);
  }

  get traffic(): Traffic {
    return this.#dialler.traffic;
  }

  exchange({ method, path, headers, body }: ExchangeRequest, sink: ExchangeSink): Exchange {
    const session = this.#openSession();
    const stream = session.request(
      { ':method': method, ':path': path, ...headersOf(headers, body) },
      { endStream: body === undefined },
    );
    let over = false;
    let failure: Error | undefined;
    stream.on('response', (incoming) => {
      const protocol = negotiated(session.socket) ?? 'h2';
      this.traffic.protocols.add(protocol);
      if (!over) sink.head(incoming[':status'] ?? 0, incoming, protocol);
    });
    stream.on('data', (chunk: Buffer) => {
      if (!over) sink.data(chunk);
    });
    stream.on('end', () => {
      if (over || stream.rstCode !== http2.constants.NGHTTP2_NO_ERROR) return;
      over = true;
      sink.end();
    });
    stream.on('error', (error) => {
      failure = error;
    });
    stream.on('close', () => {
      if (over) return;
      over = true;
      sink.failed(
        failure === undefined ? { code: 'closed', message: 'the stream was closed' } : causeOf(failure),
      );
    });
    if (body !== undefined) stream.end(body);
    return {
      pause: () => stream.pause(),
      resume: () => stream.resume(),
      abort: () => {
        over = true;
        stream.close(http2.constants.NGHTTP2_CANCEL);
      },
    };
  }

  dial(alpn?: string): net.Socket {
    return this.#dialler.dial(alpn);
  }

  async extendedConnect(path: string, headers: Readonly<Record<string, string>>): Promise<Duplex> {
    const session = this.#openSession();
    await extendedConnectAllowed(session);
    const { host, port, tls: secure } = this.origin;
    const stream = session.request(
      {
        ':method': 'CONNECT',
        ':protocol': 'websocket',
        ':scheme': secure ? 'https' : 'http',
        ':authority': `${host}:${port}`,
        ':path': path,
        ...headers,
      },
      { endStream: false },
    );
    return new Promise((resolve, reject) => {
      stream.once('response', (incoming) => {
        stream.off('error', reject);
        this.traffic.protocols.add(negotiated(session.socket) ?? 'h2');
        if (incoming[':status'] === 200) resolve(stream);
        else {
          stream.on('error', () => {});
          stream.close(http2.constants.NGHTTP2_CANCEL);
          reject(new Error(`the server answered ${incoming[':status']} to the extended CONNECT`));
        }
      });
      stream.once('error', reject);
      stream.once('close', () => reject(new Error('the stream was closed before it was answered')));
    });
  }

  close(): void {
    this.#session?.destroy();
    this.#dialler.destroyAll();
  }

  #openSession(): http2.ClientHttp2Session {
    if (this.#session !== undefined && !this.#session.closed && !this.#session.destroyed)
      return this.#session;
    const { host, port, tls: secure } = this.origin;
    const session = http2.connect(`${secure ? 'https' : 'http'}://${host}:${port}`, {
      createConnection: () => this.#dialler.dial('h2'),
    });
    // Each stream reports its own end; a session without a listener would end the process.
    session.on('error', () => {});
    session.setMaxListeners(0);
    this.#session = session;
    return session;
  }
}

/** RFC 8441, 3: an extended CONNECT may be sent once the server's settings allowed it. */
async function extendedConnectAllowed(session: http2.ClientHttp2Session): Promise<void> {
  const settings = await new Promise<http2.Settings>((resolve, reject) => {
    const known = session.connecting ? undefined : session.remoteSettings;
    if (known?.enableConnectProtocol !== undefined && known.enableConnectProtocol) {
      resolve(known);
      return;
    }
    session.once('remoteSettings', resolve);
    session.once('error', reject);
    session.once('close', () => reject(new Error('the session was closed before its settings came')));
  });
  if (settings.enableConnectProtocol !== true) {
    throw new Error('the server does not offer WebSocket over HTTP/2 (RFC 8441)');
  }
}

/** States the body's length: over HTTP/2 nothing else tells Express that there is one. */
const headersOf = (
  headers: ExchangeRequest['headers'],
  body: string | undefined,
): Record<string, string> => ({
  ...headers,
  ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
});

const negotiated = (socket: net.Socket | tls.TLSSocket): string | undefined => {
  const alpn = (socket as tls.TLSSocket).alpnProtocol;
  return typeof alpn === 'string' ? alpn : undefined;
};

/** Names a socket's error in the words of `DownCause`. */
export function causeOf(error: Error): DownCause {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ECONNREFUSED') return { code: 'refused', message: error.message };
  if (code === 'ECONNRESET' || code === 'EPIPE') return { code: 'reset', message: error.message };
  return { code: 'closed', message: error.message };
}
