import http2 from 'node:http2';
import type net from 'node:net';
import type { Duplex } from 'node:stream';
import type { Browser, BrowserOptions, Exchange, ExchangeRequest, ExchangeSink, Traffic } from './browser.ts';
import { causeOf, Dialler, DownError, negotiated, type Tap } from './dialler.ts';
import { headersWithLength } from './exchange-headers.ts';
import type { Origin } from './transport.ts';

/** A browser over HTTP/2: one session, opened again when it ended. */
export class Http2Browser implements Browser {
  readonly http = '2' as const;
  readonly origin: Origin;
  readonly #dialler: Dialler;
  #session: http2.ClientHttp2Session | undefined;
  /** The session's first settings; rejects where it ended before they came. */
  #settings: Promise<http2.Settings> = Promise.resolve({});

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
      { ':method': method, ':path': path, ...headersWithLength(headers, body) },
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

  dial(alpn?: string, tap?: Tap): net.Socket {
    return this.#dialler.dial(alpn, tap);
  }

  async extendedConnect(path: string, headers: Readonly<Record<string, string>>): Promise<Duplex> {
    const session = this.#openSession();
    // RFC 8441, 3: an extended CONNECT may be sent once the server's settings allowed it.
    const settings = await this.#settings;
    if (settings.enableConnectProtocol !== true) {
      throw new DownError({
        code: 'protocol',
        message: 'the server offers no WebSocket over HTTP/2 (RFC 8441)',
      });
    }
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
          const message = `the handshake was answered with ${incoming[':status']}`;
          reject(new DownError({ code: 'status', message }));
        }
      });
      stream.once('error', reject);
      stream.once('close', () => {
        reject(new DownError({ code: 'closed', message: 'the stream was closed before it was answered' }));
      });
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
    this.#settings = new Promise((resolve, reject) => {
      session.once('remoteSettings', resolve);
      session.once('error', reject);
      session.once('close', () =>
        reject(new DownError({ code: 'closed', message: 'the session was closed' })),
      );
    });
    this.#settings.catch(() => {});
    this.#session = session;
    return session;
  }
}
