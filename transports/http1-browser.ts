import http from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import type { Duplex } from 'node:stream';
import type { Browser, BrowserOptions, Exchange, ExchangeRequest, ExchangeSink, Traffic } from './browser.ts';
import { causeOf, Dialler, DownError, negotiated, type Tap } from './dialler.ts';
import { headersWithLength } from './exchange-headers.ts';
import type { DownCause, Origin } from './transport.ts';

/** Connections that a browser opens to one origin over HTTP/1.1; more requests wait in line. */
const CONNECTIONS_PER_ORIGIN = 6;

/** A browser over HTTP/1.1. */
export class Http1Browser implements Browser {
  readonly http = '1.1' as const;
  readonly origin: Origin;
  readonly #dialler: Dialler;
  readonly #agent: http.Agent;
  readonly #junctions = new WeakMap<net.Socket, Junction>();

  constructor(options: BrowserOptions) {
    this.origin = options.origin;
    this.#dialler = new Dialler(options);
    const Agent = options.origin.tls ? https.Agent : http.Agent;
    this.#agent = new Agent({
      keepAlive: options.keepAlive,
      maxSockets: options.connections ?? CONNECTIONS_PER_ORIGIN,
    });
    this.#agent.createConnection = () => {
      const junction = new Junction();
      const socket = this.#dialler.dial('http/1.1', junction);
      this.#junctions.set(socket, junction);
      return socket;
    };
  }

  get traffic(): Traffic {
    return this.#dialler.traffic;
  }

  exchange({ method, path, headers, body, fleeting }: ExchangeRequest, sink: ExchangeSink): Exchange {
    const { host, port, tls: secure } = this.origin;
    const send = secure ? https.request : http.request;
    const request = send({
      agent: this.#agent,
      host,
      port,
      method,
      path,
      headers: headersWithLength(headers, body),
    });
    const exchange = new Http1Exchange(request, sink);
    request.on('response', (response) => {
      const protocol = negotiated(response.socket) ?? 'http/1.1';
      this.traffic.protocols.add(protocol);
      exchange.answered(response, protocol);
      const junction = this.#junctions.get(response.socket);
      if (fleeting && junction !== undefined && lastsUntilClose(response)) {
        junction.exchange = exchange;
        exchange.socket = response.socket;
      }
    });
    request.end(body);
    return exchange;
  }

  dial(alpn?: string, tap?: Tap): net.Socket {
    return this.#dialler.dial(alpn, tap);
  }

  extendedConnect(): Promise<Duplex> {
    const message = 'an extended CONNECT needs HTTP/2, and this browser speaks HTTP/1.1';
    return Promise.reject(new DownError({ code: 'protocol', message }));
  }

  close(): void {
    this.#agent.destroy();
    this.#dialler.destroyAll();
  }
}

/** On a connection: where its bytes go, to node:http or past it. */
class Junction implements Tap {
  exchange: Http1Exchange | undefined;

  take(chunk: Buffer): boolean {
    if (this.exchange === undefined) return false;
    this.exchange.hear(chunk);
    return true;
  }
}

class Http1Exchange implements Exchange {
  /** The connection, where it is read past node:http. */
  socket: net.Socket | undefined;
  readonly #request: http.ClientRequest;
  readonly #sink: ExchangeSink;
  #response: http.IncomingMessage | undefined;
  #over = false;

  constructor(request: http.ClientRequest, sink: ExchangeSink) {
    this.#request = request;
    this.#sink = sink;
    request.on('error', (error) => this.#fail(causeOf(error)));
  }

  answered(response: http.IncomingMessage, protocol: string): void {
    this.#response = response;
    this.#sink.head(response.statusCode ?? 0, response.headers, protocol);
    response.on('data', (chunk: Buffer) => this.hear(chunk));
    response.on('end', () => {
      if (this.#over) return;
      this.#over = true;
      this.#sink.end();
    });
    response.on('error', (error) => this.#fail(causeOf(error)));
    response.on('close', () => this.#fail({ code: 'closed', message: 'the connection was closed' }));
  }

  hear(chunk: Buffer): void {
    if (!this.#over) this.#sink.data(chunk);
  }

  pause(): void {
    this.#response?.pause();
    this.socket?.pause();
  }

  resume(): void {
    this.socket?.resume();
    this.#response?.resume();
  }

  abort(): void {
    this.#over = true;
    this.#request.destroy();
  }

  #fail(cause: DownCause): void {
    if (this.#over) return;
    this.#over = true;
    this.#sink.failed(cause);
  }
}

/**
 * RFC 9112, 6.3: a body of no stated length is whatever comes until the connection ends, byte by byte.
 * Nothing is left for node:http to parse, and it would take 4 of 10 µs per chunk to find that out.
 */
const lastsUntilClose = ({ headers }: http.IncomingMessage): boolean =>
  headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;
