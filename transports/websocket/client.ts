import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { WebSocket } from 'ws';
import { messageOf } from '../../lab/errors.ts';
import type { Browser } from '../browser.ts';
import { formatCursor } from '../cursor.ts';
import { causeOf } from '../dialler.ts';
import type { PublishRequest } from '../event.ts';
import { backoffRules, keepConnected, type Line, type LineSink } from '../reconnect.ts';
import type { Connection, ConnectOptions, DownCause, Sink } from '../transport.ts';
import { HeardAlike } from './heard-alike.ts';
import { publishMessage, readServerMessage, type ServerMessage } from './messages.ts';
import { webSocketOver } from './over-stream.ts';

/** An event may be as large as a server's own source makes it; ws would take 100 MiB. */
const MAX_PAYLOAD_BYTES = 16 * 1024 * 1024;
const CLOSE_TIMEOUT_MS = 1_000;

/** Follows a channel over a WebSocket: a socket of its own over HTTP/1.1, a stream over HTTP/2. */
export function connect(options: ConnectOptions, sink: Sink): Connection {
  return keepConnected(options, backoffRules, sink, (after, line) => new WebSocketLine(options, after, line));
}

/** One WebSocket from its handshake to its end. */
class WebSocketLine implements Line {
  readonly #sink: LineSink;
  readonly #alike = new HeardAlike((message, bytes) => this.#report(message, bytes));
  #webSocket: WebSocket | undefined;
  #epoch: string | undefined;
  #paused = false;
  #closed = false;
  /** The first thing that went wrong: ws tells only that the connection is gone. */
  #fault: DownCause | undefined;

  constructor({ browser, channel }: ConnectOptions, after: string | undefined, sink: LineSink) {
    this.#sink = sink;
    const query = new URLSearchParams({ channel, ...(after !== undefined && { after }) });
    const path = `/ws?${query}`;
    if (browser.http === '2') this.#openOverHttp2(browser, path);
    else this.#openOverHttp1(browser, path);
  }

  /**
   * What is published while the WebSocket is not open is not sent, as a request would fail then:
   * the harness finds it missing.
   */
  publish(event: PublishRequest): void {
    if (this.#webSocket?.readyState === WebSocket.OPEN) this.#webSocket.send(publishMessage(event));
  }

  pause(): void {
    this.#paused = true;
    this.#webSocket?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#webSocket?.resume();
  }

  close(): void {
    this.#closed = true;
    // One that does not read would never see the answer to its close frame.
    if (this.#paused) this.#webSocket?.terminate();
    else this.#webSocket?.close(1000);
  }

  #openOverHttp1(browser: Browser, path: string): void {
    const { host, port, tls } = browser.origin;
    const socket = browser.dial('http/1.1', this.#alike);
    const options = {
      perMessageDeflate: false,
      // Checking each message takes 0.9 of 12 µs of client CPU per delivery; see webSocketOver.
      skipUTF8Validation: true,
      maxPayload: MAX_PAYLOAD_BYTES,
      closeTimeout: CLOSE_TIMEOUT_MS,
      // With no agent, node:https takes this socket as it is; TLS, where there is any, is the browser's.
      createConnection: () => socket,
    } as unknown as WebSocket.ClientOptions;
    const webSocket = new WebSocket(`${tls ? 'wss' : 'ws'}://${host}:${port}${path}`, options);
    webSocket.once('unexpected-response', (_request, { statusCode }) => {
      this.#fault ??= { code: 'status', message: `the handshake was answered with ${statusCode}` };
      webSocket.terminate();
    });
    webSocket.once('open', () => {
      const protocol = (socket as TLSSocket).alpnProtocol || 'http/1.1';
      browser.traffic.protocols.add(protocol);
      this.#opened(protocol);
    });
    this.#follow(webSocket, socket);
  }

  #openOverHttp2(browser: Browser, path: string): void {
    // RFC 8441, 5: the version is still negotiated by its header, the key is not.
    browser.extendedConnect(path, { 'sec-websocket-version': '13' }).then(
      (stream) => {
        if (this.#closed) {
          stream.on('error', () => {});
          stream.destroy();
          return;
        }
        const limits = { maxPayloadBytes: MAX_PAYLOAD_BYTES, closeTimeoutMs: CLOSE_TIMEOUT_MS };
        this.#follow(webSocketOver(stream, 'client', limits), stream);
        this.#opened('h2');
      },
      (error) => this.#sink.down(causeOf(error)),
    );
  }

  #follow(webSocket: WebSocket, stream: Duplex): void {
    this.#webSocket = webSocket;
    // ws keeps a socket's error to itself, and with it why the connection is gone.
    stream.once('error', (error) => this.#noteFault(error));
    webSocket.on('message', (data) => this.#read(data as Buffer));
    // A browser's WebSocket answers pings without a word to its page: this client sees more than one.
    webSocket.on('ping', () => this.#sink.alive());
    webSocket.on('error', (error) => this.#noteFault(error));
    webSocket.on('close', (code, reason) => {
      this.#sink.down(this.#fault ?? causeOfClose(code, reason.toString()));
    });
  }

  #opened(protocol: string): void {
    if (this.#paused) this.#webSocket?.pause();
    this.#sink.open(protocol);
  }

  #read(data: Buffer): void {
    let said: ServerMessage;
    try {
      said = readServerMessage(data.toString());
    } catch (error) {
      this.#fault ??= { code: 'protocol', message: `not a message of this lab: ${messageOf(error)}` };
      this.#webSocket?.close(1008);
      return;
    }
    this.#alike.heard(said, data);
    this.#report(said, data.length);
  }

  #report(said: ServerMessage, bytes: number): void {
    if (!('type' in said)) {
      this.#sink.event(said, bytes);
      // A server that sends no `open` message names no epoch; a bare id then means its present one.
      this.#sink.cursor(this.#epoch === undefined ? String(said.id) : formatCursor(this.#epoch, said.id));
    } else if (said.type === 'open') {
      this.#epoch = said.epoch;
      this.#sink.cursor(said.cursor);
    } else if (said.type === 'gap') {
      const { from, to, reason } = said;
      this.#sink.gap({ from, to, reason });
    } else {
      this.#fault ??= { code: 'protocol', message: said.error.message };
    }
  }

  /** Faults of the framing or the handshake come from ws, the others from the system. */
  #noteFault(error: NodeJS.ErrnoException): void {
    const ofTheSystem = error.code !== undefined && !error.code.startsWith('WS_ERR');
    this.#fault ??= ofTheSystem ? causeOf(error) : { code: 'protocol', message: error.message };
  }
}

/** RFC 6455, 7.4.1: codes by which a server ends a connection that is in order; 1005 is none at all. */
const orderlyCodes = new Set([1000, 1001, 1005, 1012, 1013]);

export function causeOfClose(code: number, reason: string): DownCause {
  // 1006 is never sent: ws says so that there was no close frame.
  if (code === 1006) return { code: 'closed', message: 'the connection was closed without a close frame' };
  return {
    code: orderlyCodes.has(code) ? 'ended' : 'protocol',
    message: `close code ${code} ${reason}`.trim(),
  };
}
