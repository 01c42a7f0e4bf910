import type { IncomingHttpHeaders } from 'node:http';
import { messageOf } from '../../lab/errors.ts';
import type { Exchange, ExchangeSink } from '../browser.ts';
import type { PublishRequest } from '../event.ts';
import { postEvent } from '../post-event.ts';
import { eventSourceRules, keepConnected, type Line, type LineSink } from '../reconnect.ts';
import type { Connection, ConnectOptions, DownCause, Sink } from '../transport.ts';
import { EventReader } from './event-reader.ts';

/** Follows a channel as a browser's EventSource does; publishes beside it, by `POST /events`. */
export function connect(options: ConnectOptions, sink: Sink): Connection {
  return keepConnected(options, eventSourceRules, sink, (cursor, line) => new SseLine(options, cursor, line));
}

/** One stream from its request to its end. */
class SseLine implements Line, ExchangeSink {
  readonly #line: LineSink;
  readonly #reader: EventReader;
  readonly #exchange: Exchange;
  readonly #options: ConnectOptions;
  #refused = false;

  constructor(options: ConnectOptions, cursor: string | undefined, line: LineSink) {
    const { browser, channel, after } = options;
    this.#options = options;
    this.#line = line;
    this.#reader = new EventReader(line);
    const position = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
    // HTML standard 9.2.4: an EventSource names its position by header once it has one, never in the URL.
    const resuming = cursor !== undefined && cursor !== '' && cursor !== after;
    this.#exchange = browser.exchange(
      {
        method: 'GET',
        path: `/sse?channel=${encodeURIComponent(channel)}${position}`,
        headers: {
          accept: 'text/event-stream',
          'cache-control': 'no-store',
          ...(resuming && { 'last-event-id': cursor }),
        },
        fleeting: true,
      },
      this,
    );
  }

  publish(event: PublishRequest): void {
    const { browser, channel } = this.#options;
    postEvent(browser, { ...event, channel });
  }

  pause(): void {
    this.#exchange.pause();
  }

  resume(): void {
    this.#exchange.resume();
  }

  close(): void {
    this.#exchange.abort();
  }

  head(status: number, headers: IncomingHttpHeaders, protocol: string): void {
    const type = headers['content-type'];
    if (status !== 200) this.#refuse({ code: 'status', message: `answered ${status}, not 200` });
    else if (!isEventStream(type)) {
      this.#refuse({
        code: 'protocol',
        message: `answered ${type ?? 'without a type'}, not text/event-stream`,
      });
    } else this.#line.open(protocol);
  }

  data(chunk: Buffer): void {
    if (this.#refused) return;
    try {
      this.#reader.read(chunk);
    } catch (error) {
      this.#refuse({ code: 'protocol', message: `not an event of this lab: ${messageOf(error)}` });
    }
  }

  end(): void {
    this.#line.down({ code: 'ended', message: 'the server ended the stream' });
  }

  failed(cause: DownCause): void {
    this.#line.down(cause);
  }

  #refuse(cause: DownCause): void {
    this.#refused = true;
    this.#exchange.abort();
    this.#line.down(cause);
  }
}

/** 9.2.3: the type's essence counts, not its parameters. */
const isEventStream = (type: string | undefined): boolean =>
  type?.split(';')[0]?.trim().toLowerCase() === 'text/event-stream';
