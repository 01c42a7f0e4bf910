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
  /** Who takes a connection's bytes in node:http's place. */
  readonly #takers = new WeakMap<net.Socket, { take?: Tap }>();

  constructor(options: BrowserOptions) {
    this.origin = options.origin;
    this.#dialler = new Dialler(options);
    const Agent = options.origin.tls ? https.Agent : http.Agent;
    this.#agent = new Agent({
      keepAlive: options.keepAlive,
      maxSockets: options.connections ?? CONNECTIONS_PER_ORIGIN,
    });
    this.#agent.createConnection = () => {
      const taker: { take?: Tap } = {};
      const socket = this.#dialler.dial('http/1.1', (chunk) => taker.take?.(chunk) ?? false);
      this.#takers.set(socket, taker);
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
    let over = false;
    let response: http.IncomingMessage | undefined;
    let taken: net.Socket | undefined;
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
      const hear = (chunk: Buffer): boolean => {
        if (!over) sink.data(chunk);
        return true;
      };
      incoming.on('data', hear);
      const taker = this.#takers.get(incoming.socket);
      if (fleeting && taker !== undefined && lastsUntilClose(incoming)) {
        taker.take = hear;
        taken = incoming.socket;
      }
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
      pause: () => {
        response?.pause();
        taken?.pause();
      },
      resume: () => {
        taken?.resume();
        response?.resume();
      },
      abort: () => {
        over = true;
        request.destroy();
      },
    };
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

/**
 * RFC 9112, 6.3: a body of no stated length is whatever comes until the connection ends, byte by byte.
 * Nothing is left for node:http to parse, and it would take 4 of 10 µs per chunk to find that out.
 */
const lastsUntilClose = ({ headers }: http.IncomingMessage): boolean =>
  headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;
