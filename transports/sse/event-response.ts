import type { Writable } from 'node:stream';
import type { Response } from 'express';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import { sendError } from '../express-app.ts';
import { endStream, FrameWriter, startStream } from '../frame-writer.ts';
import type { WriteTimes } from '../write-times.ts';
import type { EventResponse, ResponseListener } from './emitter.ts';

const codes = defineErrorCodes({
  'sse-slow-consumer': 'A subscriber of an event stream did not read, and was cut',
});

/** The head of an event stream that asks nothing of proxies. */
export const PLAIN_HEADERS = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' } as const;

/** The head of an event stream. */
export const STREAM_HEADERS = {
  ...PLAIN_HEADERS,
  // nginx holds an answer back until its buffers are full, for minutes on a quiet stream, unless told.
  'X-Accel-Buffering': 'no',
} as const;

type StreamHeaders = typeof PLAIN_HEADERS | typeof STREAM_HEADERS;

/**
 * An emitter's answer over HTTP. Make it in the request's handler, so that it notices a client that
 * goes before the stream was started.
 */
export class HttpEventResponse implements EventResponse {
  readonly #response: Response;
  readonly #unsentLimitBytes: number;
  readonly #onSlow: () => void;
  readonly #times: WriteTimes;
  readonly #headers: StreamHeaders;
  #listener: ResponseListener | undefined;
  #gone = false;
  #sink: Writable | undefined;
  #writer: FrameWriter | undefined;

  /**
   * @param unsentLimitBytes past which a client that does not read is cut
   * @param onSlow called once for such a client, for the count
   * @param times hears of every write
   */
  constructor(
    response: Response,
    unsentLimitBytes: number,
    onSlow: () => void,
    times: WriteTimes,
    headers: StreamHeaders = STREAM_HEADERS,
  ) {
    this.#response = response;
    this.#unsentLimitBytes = unsentLimitBytes;
    this.#onSlow = onSlow;
    this.#times = times;
    this.#headers = headers;
    response.once('close', () => {
      this.#gone = true;
      this.#listener?.gone();
    });
  }

  watch(listener: ResponseListener): void {
    this.#listener = listener;
    if (this.#gone) listener.gone();
  }

  begin(frames: readonly Buffer[]): void {
    // Head and first frames leave together: a client that knows of the stream also knows its position.
    this.#response.cork();
    const sink = startStream(this.#response, this.#headers);
    sink.on('error', (error) => this.#listener?.failed(error));
    this.#writer = new FrameWriter(sink, this.#unsentLimitBytes, () => this.#cut(sink), this.#times);
    this.#sink = sink;
    for (const frame of frames) {
      this.#writer.allow(frame.length);
      this.#writer.write(frame);
    }
    this.#response.uncork();
  }

  write(frame: Buffer): void {
    this.#writer?.write(frame);
  }

  end(): void {
    if (this.#sink !== undefined) endStream(this.#sink);
  }

  refuse(error: unknown): void {
    if (!this.#gone) sendError(this.#response, error);
  }

  #cut(sink: Writable): void {
    this.#onSlow();
    sink.destroy();
    this.#listener?.failed(
      new LabError(codes['sse-slow-consumer'], {
        expected: `a client that leaves at most ${this.#unsentLimitBytes} bytes unread`,
        got: 'one that reads more slowly than events come',
      }),
    );
  }
}
