import { StringDecoder } from 'node:string_decoder';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { messageOf } from '../../lab/errors.ts';
import { readEventHead } from '../event.ts';
import { gapShape } from '../event-log.ts';
import { postEvent } from '../post-event.ts';
import { eventSourceRules, keepConnected, type Line, type LineSink } from '../reconnect.ts';
import type { Connection, ConnectOptions, DownCause, Sink } from '../transport.ts';

/** Follows a channel as a browser's EventSource does; publishes beside it, by `POST /events`. */
export function connect(options: ConnectOptions, sink: Sink): Connection {
  const { after, policy } = options;
  const start = {
    ...(after !== undefined && { after }),
    policy: policy.reconnect,
    rules: eventSourceRules,
  };
  return keepConnected(start, sink, (cursor, line) => openLine(options, cursor, line));
}

function openLine(
  { browser, channel, after }: ConnectOptions,
  cursor: string | undefined,
  line: LineSink,
): Line {
  const position = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
  // HTML standard 9.2.4: an EventSource names its position by header once it has one, never in the URL.
  const resuming = cursor !== undefined && cursor !== '' && cursor !== after;
  const read = eventReader(line);
  let refused = false;

  const refuse = (cause: DownCause): void => {
    refused = true;
    exchange.abort();
    line.down(cause);
  };

  const exchange = browser.exchange(
    {
      method: 'GET',
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
          read(chunk);
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

/** Takes an event stream chunk by chunk and reports to the line. The reader throws on what is no event. */
function eventReader(line: LineSink): (chunk: Buffer) => void {
  // A character's bytes may come in two chunks, which a decoder of each chunk alone would spoil.
  const decoder = new StringDecoder('utf8');
  const parser = createParser({
    // Also called for a block without data, as the first one of a stream is.
    onId: (id) => line.cursor(id),
    onRetry: (milliseconds) => line.retry(milliseconds),
    onEvent: (message) => {
      if (isGap(message)) line.gap(gapShape.parse(JSON.parse(message.data)));
      else line.event(readEventHead(message.data), Buffer.byteLength(message.data));
    },
  });
  return (chunk) => parser.feed(decoder.write(chunk));
}

/** An event of the log may be of a kind `gap` as well; it then has an id, which a gap has not. */
const isGap = ({ event, id }: EventSourceMessage): boolean => event === 'gap' && id === undefined;
