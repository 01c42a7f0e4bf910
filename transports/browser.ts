import type http from 'node:http';
import type net from 'node:net';
import type { Duplex } from 'node:stream';
import type { Tap } from './dialler.ts';
import { Http1Browser } from './http1-browser.ts';
import { Http2Browser } from './http2-browser.ts';
import type { DownCause, HttpVersion, Origin } from './transport.ts';

export interface BrowserOptions {
  readonly origin: Origin;
  readonly http: HttpVersion;
  /** The certificate to trust, PEM. */
  readonly ca?: string;
  /** False opens a TCP connection for every request, as HTTP/1.0 did. */
  readonly keepAlive: boolean;
  /** The address that its connections come from; the system's choice unless told. */
  readonly localAddress?: string;
  /** Over HTTP/1.1; six unless told. */
  readonly connections?: number;
}

/** One request as a transport's client asks for it. */
export interface ExchangeRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Chunks are valid only as long as the sink's `data` runs: spares a copy where the answer is a stream. */
  readonly fleeting?: boolean;
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
  /**
   * A socket of its own, outside the six: what a WebSocket over HTTP/1.1 and the raw socket use.
   *
   * @param tap hears each chunk before the socket's readers; in cleartext only
   */
  dial(alpn?: string, tap?: Tap): net.Socket;
  /** An extended CONNECT (RFC 8441) on the HTTP/2 session; rejects over HTTP/1.1. */
  extendedConnect(path: string, headers: Readonly<Record<string, string>>): Promise<Duplex>;
  /** Ends every connection. */
  close(): void;
}

/** Starts a browser; it connects when it is first used. */
export const openBrowser = (options: BrowserOptions): Browser =>
  options.http === '2' ? new Http2Browser(options) : new Http1Browser(options);
