import type { Browser, ExchangeRequest, ExchangeSink } from '../browser.ts';
import type { EventHead } from '../event.ts';
import type { Gap } from '../event-log.ts';
import { connect } from './client.ts';

export interface Opened {
  readonly request: ExchangeRequest;
  readonly sink: ExchangeSink;
  aborted: boolean;
}

interface Heard {
  readonly opened: Opened[];
  readonly notes: string[];
  readonly events: EventHead[];
  readonly gaps: Gap[];
  bytes: number;
  latest(): Opened;
  close(): void;
}

/** A client whose exchanges are answered by the test. Only tests use it. */
export function follow(after?: string, reopen = false): Heard {
  const opened: Opened[] = [];
  const exchange: Browser['exchange'] = (request, sink) => {
    const one: Opened = { request, sink, aborted: false };
    opened.push(one);
    return {
      pause: () => {},
      resume: () => {},
      abort: () => {
        one.aborted = true;
      },
    };
  };
  const heard: Heard = {
    opened,
    notes: [],
    events: [],
    gaps: [],
    bytes: 0,
    latest: () => opened.at(-1) as Opened,
    close: () => connection.close(),
  };
  const connection = connect(
    {
      browser: { exchange, origin: { host: 'lab.test', port: 80, tls: false } } as unknown as Browser,
      channel: 'room',
      ...(after !== undefined && { after }),
      policy: {
        pollIntervalMs: 1,
        pollPhase: 0,
        longPollTimeoutMs: 1,
        reconnect: { enabled: true, random: () => 0, reopen },
      },
    },
    {
      onOpen: (protocol) => heard.notes.push(`open ${protocol}`),
      onEvent: (event, bytes) => {
        heard.events.push(event);
        heard.bytes += bytes;
      },
      onGap: (gap) => heard.gaps.push(gap),
      onAttempt: () => {},
      onDown: ({ code }) => heard.notes.push(`down ${code}`),
      onGiveUp: () => heard.notes.push('gave up'),
      onRequest: () => {},
    },
  );
  return heard;
}

export const answer = ({ sink }: Opened, ...chunks: (string | Buffer)[]): void => {
  sink.head(200, { 'content-type': 'text/event-stream' }, 'h2');
  for (const chunk of chunks) sink.data(Buffer.from(chunk));
};

/** An event as a server sends it. */
export const json = (id: number, more: object = {}): string =>
  JSON.stringify({
    id,
    channel: 'room',
    kind: 'message',
    source: 'host-1',
    seq: id,
    intendedAtUs: 1,
    publishedAtUs: 2,
    data: '한국어 ☃',
    ...more,
  });
