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
  // The position that it joins at stands in the URL. An EventSource knows of ids that a stream named, only.
  const { after, ...others } = options;
  let path = pathOf(options.channel, after);
  return keepConnected(others, eventSourceRules, sink, (lastId, line, anew) => {
    // A new EventSource cannot be given a Last-Event-ID, so an application puts the position into its URL.
    if (anew) path = pathOf(options.channel, lastId || after);
    return new SseLine(options, path, anew ? undefined : lastId, line, (moved) => {
      path = moved;
    });
  });
}

const pathOf = (channel: string, after: string | undefined): string =>
  `/sse?channel=${encodeURIComponent(channel)}${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`;

/** One stream from its request to its end. */
class SseLine implements Line, ExchangeSink {
  readonly #options: ConnectOptions;
  readonly #lastId: string | undefined;
  readonly #line: LineSink;
  readonly #onMoved: (path: string) => void;
  readonly #reader: EventReader;
  #path: string;
  #exchange: Exchange;
  #redirects = 0;
  #refused = false;

  /** @param onMoved told where a stream was found that had moved: like Chromium, the client comes back there */
  constructor(
    options: ConnectOptions,
    path: string,
    lastId: string | undefined,
    line: LineSink,
    onMoved: (path: string) => void,
  ) {
    this.#options = options;
    this.#path = path;
    this.#lastId = lastId;
    this.#line = line;
    this.#onMoved = onMoved;
    this.#reader = new EventReader(line);
    this.#exchange = this.#ask();
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
    const { 'content-type': type, location } = headers;
    if (REDIRECTS.has(status) && location !== undefined) this.#follow(location);
    else if (status !== 200) this.#refuse({ code: 'status', message: `answered ${status}, not 200` });
    else if (!isEventStream(type)) {
      this.#refuse({
        code: 'protocol',
        message: `answered ${type ?? 'without a type'}, not text/event-stream`,
      });
    } else {
      this.#onMoved(this.#path);
      this.#line.open(protocol);
    }
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

  #ask(): Exchange {
    return this.#options.browser.exchange(
      {
        method: 'GET',
        path: this.#path,
        headers: {
          accept: 'text/event-stream',
          // Fetch standard, 4.6: what must not come from a cache is asked for like this.
          'cache-control': 'no-cache',
          // HTML standard 9.2.4: none for an empty id. Its bytes are UTF-8; Node sends one for each character.
          ...(this.#lastId && { 'last-event-id': Buffer.from(this.#lastId).toString('latin1') }),
        },
        fleeting: true,
      },
      this,
    );
  }

  #follow(location: string): void {
    const { host, port, tls } = this.#options.browser.origin;
    const here = new URL(this.#path, `${tls ? 'https' : 'http'}://${host}:${port}`);
    const there = URL.parse(location, here);
    if (there?.origin !== here.origin) {
      this.#refuse({ code: 'status', message: `redirected to ${location}, which is not of ${here.origin}` });
      return;
    }
    this.#exchange.abort();
    if (++this.#redirects > MOST_REDIRECTS) {
      this.#line.down({ code: 'closed', message: `redirected more than ${MOST_REDIRECTS} times` });
      return;
    }
    this.#path = there.pathname + there.search;
    this.#exchange = this.#ask();
  }

  #refuse(cause: DownCause): void {
    this.#refused = true;
    this.#exchange.abort();
    this.#line.down(cause);
  }
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Fetch standard, 4.4: one more is a network error, from which an EventSource comes back. */
const MOST_REDIRECTS = 20;

/** 9.2.3: the type's essence counts. Chromium refuses a charset other than UTF-8 as well. */
function isEventStream(type: string | undefined): boolean {
  const [essence, ...parameters] = (type ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return essence === 'text/event-stream' && (charset === undefined || /^charset="?utf-8"?$/.test(charset));
}
