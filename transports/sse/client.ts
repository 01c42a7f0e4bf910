import { messageOf } from '../../lab/errors.ts';
import { postEvent } from '../post-event.ts';
import { eventSourceRules, keepConnected, type Line, type LineSink } from '../reconnect.ts';
import type { Connection, ConnectOptions, DownCause, Sink } from '../transport.ts';
import { EventReader } from './event-reader.ts';

/** Follows a channel as a browser's EventSource does; publishes beside it, by `POST /events`. */
export function connect(options: ConnectOptions, sink: Sink): Connection {
  return keepConnected(options, eventSourceRules, sink, (cursor, line) => openLine(options, cursor, line));
}

function openLine(
  { browser, channel, after }: ConnectOptions,
  cursor: string | undefined,
  line: LineSink,
): Line {
  const position = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
  // HTML standard 9.2.4: an EventSource names its position by header once it has one, never in the URL.
  const resuming = cursor !== undefined && cursor !== '' && cursor !== after;
  const reader = new EventReader(line);
  let refused = false;

  const refuse = (cause: DownCause): void => {
    refused = true;
    exchange.abort();
    line.down(cause);
  };

  const exchange = browser.exchange(
    {
      method: 'GET',
      fleeting: true,
      path: `/sse?channel=${encodeURIComponent(channel)}${position}`,
      headers: {
        accept: 'text/event-stream',
        'cache-control': 'no-store',
        ...(resuming && { 'last-event-id': cursor }),
      },
    },
    {
      head: (status, headers, protocol) => {
        const type = headers['content-type'];
        if (status !== 200) refuse({ code: 'status', message: `answered ${status}, not 200` });
        else if (!isEventStream(type)) {
          refuse({
            code: 'protocol',
            message: `answered ${type ?? 'without a type'}, not text/event-stream`,
          });
        } else line.open(protocol);
      },
      data: (chunk) => {
        if (refused) return;
        try {
          reader.read(chunk);
        } catch (error) {
          refuse({ code: 'protocol', message: `not an event of this lab: ${messageOf(error)}` });
        }
      },
      end: () => line.down({ code: 'ended', message: 'the server ended the stream' }),
      failed: (cause) => line.down(cause),
    },
  );

  return {
    publish: (event) => postEvent(browser, { ...event, channel }),
    pause: () => exchange.pause(),
    resume: () => exchange.resume(),
    close: () => exchange.abort(),
  };
}

/** 9.2.3: the type's essence counts, not its parameters. */
const isEventStream = (type: string | undefined): boolean =>
  type?.split(';')[0]?.trim().toLowerCase() === 'text/event-stream';
