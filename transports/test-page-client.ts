import type { Page } from 'playwright-core';
import { readEventHead } from './event.ts';
import { gapShape } from './event-log.ts';
import type { ConnectOptions, DownCause, Sink, Transport } from './transport.ts';
import { causeOfClose } from './websocket/client.ts';
import { readServerMessage } from './websocket/messages.ts';

/** How a page follows a channel; with `comesBack`, the application helps where the browser leaves off. */
export interface PageClientOptions {
  readonly api: 'EventSource' | 'WebSocket';
  readonly comesBack: boolean;
  /** Before each attempt to come back the application asks for something by HTTP. */
  readonly asksFirst?: boolean;
  /** Stands in the query, so that a server can tell the tabs apart. */
  readonly tab: number;
}

/**
 * A client that is a real page's own EventSource or WebSocket, and tells a sink what the page hears.
 * The page must be one of the server's. Its closing closes the page. Only tests use it.
 */
export async function clientIn(page: Page, options: PageClientOptions): Promise<Transport['connect']> {
  let hear = (_said: Said): void => {};
  // Several clients may share a page.
  const listener = `hear${options.tab}`;
  await page.exposeFunction(listener, (said: Said) => hear(said));
  return ({ channel, after }: ConnectOptions, sink: Sink) => {
    hear = (said) => report(said, sink);
    const query = new URLSearchParams({ channel, ...(after !== undefined && { after }) });
    query.set('tab', String(options.tab));
    const [path, follow] =
      options.api === 'EventSource' ? ['/sse', followByEventSource] : ['/ws', followByWebSocket];
    const { comesBack, asksFirst = false } = options;
    const asked = { listener, path: `${path}?${query}`, comesBack, asksFirst, draw: DRAW };
    // The page may be gone by the time that it is asked.
    page.evaluate(follow, asked).catch(() => {});
    const close = (): void => {
      hear = () => {};
      page.close().catch(() => {});
    };
    return { pause: () => {}, resume: () => {}, close };
  };
}

/** In place of a random number from 0 to 1, as the lab's own clients have it in tests: nobody waits long. */
const DRAW = 0.1;

/** What a page tells of one client. */
type Said =
  | { readonly what: 'open'; readonly protocol: string }
  | { readonly what: 'event' | 'gap' | 'message'; readonly data: string }
  | { readonly what: 'attempt' }
  | { readonly what: 'error'; readonly gaveUp: boolean }
  | { readonly what: 'close'; readonly code: number; readonly reason: string; readonly gaveUp: boolean };

function report(said: Said, sink: Sink): void {
  switch (said.what) {
    case 'open':
      sink.onOpen(said.protocol);
      break;
    case 'event':
      sink.onEvent(readEventHead(said.data), Buffer.byteLength(said.data));
      break;
    case 'gap':
      sink.onGap(gapShape.parse(JSON.parse(said.data)));
      break;
    case 'message': {
      const message = readServerMessage(said.data);
      if (!('type' in message)) sink.onEvent(message, Buffer.byteLength(said.data));
      else if (message.type === 'gap') sink.onGap(message);
      break;
    }
    case 'attempt':
      sink.onAttempt();
      break;
    case 'error':
      down(said.gaveUp ? GIVEN_UP : LOST, said.gaveUp, sink);
      break;
    case 'close':
      down(causeOfClose(said.code, said.reason), said.gaveUp, sink);
      break;
  }
}

/** A page learns no more of it. */
const LOST: DownCause = { code: 'closed', message: 'an error event' };
const GIVEN_UP: DownCause = { code: 'status', message: 'an error event, and readyState is CLOSED' };

function down(cause: DownCause, gaveUp: boolean, sink: Sink): void {
  sink.onDown(cause);
  if (gaveUp) sink.onGiveUp(cause.message);
}

/** What `page.evaluate` sends to the page: it must stand alone. */
interface Asked {
  readonly listener: string;
  readonly path: string;
  readonly comesBack: boolean;
  readonly asksFirst: boolean;
  readonly draw: number;
}

function followByEventSource({ listener, path, comesBack, draw }: Asked): void {
  const tell = (window as unknown as Record<string, (said: Said) => void>)[listener] as (said: Said) => void;
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  let lastId = '';
  let attempt = 0;
  const open = (): void => {
    const url = new URL(path, location.href);
    // A new EventSource cannot be given a Last-Event-ID: the URL has to name the position.
    if (lastId !== '') url.searchParams.set('after', lastId);
    const source = new EventSource(url);
    source.onopen = () => {
      attempt = 0;
      tell({ what: 'open', protocol: navigation?.nextHopProtocol ?? '' });
    };
    source.onmessage = ({ data, lastEventId }) => {
      lastId = lastEventId;
      tell({ what: 'event', data });
    };
    source.addEventListener('gap', ({ data }) => tell({ what: 'gap', data }));
    source.onerror = () => {
      const closed = source.readyState === EventSource.CLOSED;
      tell({ what: 'error', gaveUp: closed && !comesBack });
      if (closed && comesBack) setTimeout(again, draw * Math.min(10_000, 500 * 2 ** attempt++));
    };
  };
  const again = (): void => {
    tell({ what: 'attempt' });
    open();
  };
  open();
}

function followByWebSocket({ listener, path, comesBack, asksFirst, draw }: Asked): void {
  const tell = (window as unknown as Record<string, (said: Said) => void>)[listener] as (said: Said) => void;
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  let cursor = '';
  let attempt = 0;
  const open = (): void => {
    const url = new URL(path, location.href.replace(/^http/, 'ws'));
    if (cursor !== '') url.searchParams.set('after', cursor);
    const socket = new WebSocket(url);
    socket.onopen = () => {
      attempt = 0;
      tell({ what: 'open', protocol: navigation?.nextHopProtocol ?? '' });
    };
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === 'open') cursor = message.cursor;
      else if (message.type === undefined) cursor = cursor.replace(/\d+$/, message.id);
      tell({ what: 'message', data });
    };
    socket.onclose = ({ code, reason }) => {
      tell({ what: 'close', code, reason, gaveUp: !comesBack });
      if (comesBack) setTimeout(again, draw * Math.min(10_000, 500 * 2 ** attempt++));
    };
  };
  const again = async (): Promise<void> => {
    tell({ what: 'attempt' });
    if (asksFirst) await fetch(location.href).catch(() => {});
    open();
  };
  open();
}
