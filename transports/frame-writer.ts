import type { ServerResponse } from 'node:http';
import { Http2ServerResponse, type ServerHttp2Stream } from 'node:http2';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import type { WriteTimes } from './write-times.ts';

/**
 * Writes whole frames to one subscriber and cuts it when it does not read: `write()` never fails on
 * a slow reader, it queues without end, so the queue is looked at before each frame.
 */
export class FrameWriter {
  readonly #sink: Writable;
  #limitBytes: number;
  readonly #onSlow: () => void;
  readonly #times: WriteTimes;
  /** As a socket takes it; an HTTP/2 stream queues it. */
  readonly #atOnce: boolean;
  readonly #encrypted: boolean;
  #cut = false;

  /**
   * @param onSlow called once, when the unsent bytes pass the limit; it must end the connection
   * @param times hears of every write
   */
  constructor(sink: Writable, limitBytes: number, onSlow: () => void, times: WriteTimes) {
    this.#sink = sink;
    this.#limitBytes = limitBytes;
    this.#onSlow = onSlow;
    this.#times = times;
    this.#atOnce = sink instanceof Socket;
    this.#encrypted = (sink as ServerHttp2Stream).session?.encrypted === true;
  }

  write(frame: Buffer | string): void {
    if (this.#cut || this.#sink.writableEnded || this.#sink.destroyed) return;
    if (this.#atOnce) {
      this.#sink.write(frame);
      this.#times.written();
    } else {
      this.#sink.write(frame, this.#times.queued(this.#encrypted));
    }
    if (this.#sink.writableLength > this.#limitBytes) {
      this.#cut = true;
      this.#onSlow();
    }
  }

  /**
   * Raises the limit by what a client asked to be replayed: that may well be more than it may leave
   * unread of what is live, and who missed much would be cut each time it came back.
   */
  allow(bytes: number): void {
    this.#limitBytes += bytes;
  }
}

/** Whether an answer is on its way when `end()` returns; HTTP/2 queues it. */
export const leavesAtOnce = (response: ServerResponse): boolean => !(response instanceof Http2ServerResponse);

/** Ends a stream once what was written to it is sent. */
export function endStream(sink: Writable): void {
  // A bare socket stays half open until its peer ends as well, which is not to be waited for.
  if (sink instanceof Socket) sink.destroySoon();
  else sink.end();
}

/**
 * Starts an endless response and returns what frames are written to: the only place on the server
 * that knows the HTTP version of a stream.
 *
 * Over HTTP/1.1 the body is not chunked (the HTML standard, 9.2.7, advises so for event streams) and
 * ends with the connection, so a frame made once goes to the socket as it is: no chunk framing and
 * no copy per subscriber. Over HTTP/2 it goes to the stream, past the compatibility layer.
 */
export function startStream(response: ServerResponse, headers: Readonly<Record<string, string>>): Writable {
  if (response instanceof Http2ServerResponse) {
    response.stream.respond({ ':status': 200, ...headers });
    return response.stream as unknown as Writable;
  }
  response.setHeader('Connection', 'close');
  response.removeHeader('Transfer-Encoding');
  response.writeHead(200, headers);
  response.flushHeaders();
  // Without a socket the peer is gone already; what is written to the response then goes nowhere.
  return response.socket ?? response;
}
