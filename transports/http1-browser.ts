import http from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import type { Duplex } from 'node:stream';
import type { Browser, BrowserOptions, Exchange, ExchangeRequest, ExchangeSink, Traffic } from './browser.ts';
import { causeOf, Dialler, DownError, negotiated } from './dialler.ts';
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

  constructor(options: BrowserOptions) {
    this.origin = options.origin;
    this.#dialler = new Dialler(options);
    const Agent = options.origin.tls ? https.Agent : http.Agent;
    this.#agent = new Agent({
      keepAlive: options.keepAlive,
      maxSockets: options.connections ?? CONNECTIONS_PER_ORIGIN,
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
      headers: headersWithLength(headers, body),
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
    const message = 'an extended CONNECT needs HTTP/2, and this browser speaks HTTP/1.1';
    return Promise.reject(new DownError({ code: 'protocol', message }));
  }

  close(): void {
    this.#agent.destroy();
    this.#dialler.destroyAll();
  }
}
