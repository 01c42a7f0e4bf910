import type { Request, Response } from 'express';
import { monotonicUs } from '../../lab/clock.ts';
import { type Cursor, formatCursor, parseCursor } from '../cursor.ts';
import { END_KIND, type LogEvent, readChannel } from '../event.ts';
import type { Page } from '../event-log.ts';
import { forgetRequest } from '../express-app.ts';
import type { Beating } from '../heartbeat-wheel.ts';
import type { Host, HostSettings } from '../host.ts';
import type { Subscriber } from '../hub.ts';
import { SseEmitter } from './emitter.ts';
import { HttpEventResponse, PLAIN_HEADERS, STREAM_HEADERS } from './event-response.ts';
import { HEARTBEAT_NAME, sseEvent, sseFraming } from './framing.ts';

/** Keeps proxies from taking an idle stream for a dead one; HTML standard 9.2.7 advises one every 15 s. */
const HEARTBEAT = sseEvent().comment('').build();
/** One that a page can hear, and miss. Without an id, it leaves the position where it is. */
const NAMED_HEARTBEAT = sseEvent().event(HEARTBEAT_NAME).data('').build();

/** What the transport needs of whoever serves it. */
export interface SseHost extends Pick<Host, 'app' | 'hub' | 'heartbeats' | 'gauges' | 'onShutdown'> {
  readonly settings: Pick<
    HostSettings,
    | 'unsentLimitBytes'
    | 'streamLimitMs'
    | 'retryMs'
    | 'retryJitterMs'
    | 'random'
    | 'namedHeartbeat'
    | 'bufferingHint'
  >;
}

/** `GET /sse?channel=C[&after=N]` follows a channel; `Last-Event-ID` resumes. */
export function mount(host: SseHost): void {
  const streams = new Set<SseEmitter>();
  host.onShutdown(() => {
    for (const stream of streams) stream.complete();
  });

  const headers = host.settings.bufferingHint ? STREAM_HEADERS : PLAIN_HEADERS;
  const onSlow = (): void => {
    host.gauges.slowConsumersAtUs.push(monotonicUs());
  };

  host.app.get('/sse', (request: Request, response: Response) => {
    const channel = readChannel(request.query.channel);
    const after = readPosition(request);
    // Express answers HEAD by the GET handler, and a stream without a body would never end.
    if (request.method === 'HEAD') {
      response.writeHead(200, headers).end();
      return;
    }
    forgetRequest(request, response);
    const emitter = new SseEmitter(host.settings.streamLimitMs);
    const follower = new Follower(host, channel, emitter);
    streams.add(emitter);
    emitter.onCompletion(() => {
      follower.leave();
      streams.delete(emitter);
    });
    host.hub.whenKnown(channel, after, () => follower.join(after));
    const { unsentLimitBytes } = host.settings;
    emitter.start(new HttpEventResponse(response, unsentLimitBytes, onSlow, host.hub.writes, headers));
  });
}

/**
 * Where to resume. The header wins: a browser's EventSource comes back with the URL that it was
 * opened with, `after` included, and only the header knows how far it got meanwhile.
 */
function readPosition({ headers, query }: Request): Cursor | undefined {
  const header = headers['last-event-id'];
  // 9.2.4: a client without a last event id sends no header; an empty one says the same.
  if (header !== undefined && header !== '') return parseCursor(String(header));
  return query.after === undefined ? undefined : parseCursor(String(query.after));
}

/** One stream that follows one channel. */
class Follower implements Subscriber, Beating {
  readonly channel: string;
  readonly #host: SseHost;
  readonly #emitter: SseEmitter;
  #slot = 0;
  #left = false;

  constructor(host: SseHost, channel: string, emitter: SseEmitter) {
    this.#host = host;
    this.channel = channel;
    this.#emitter = emitter;
  }

  /** Subscribes, unless it has left meanwhile, and sends where the stream begins and what it missed. */
  join(after: Cursor | undefined): void {
    if (this.#left) return;
    const { hub, heartbeats } = this.#host;
    const page = hub.join(this, after);
    this.#slot = heartbeats.add(this);
    this.goOn(page);
  }

  goOn(page: Page): void {
    const { hub, settings } = this.#host;
    if (page.gap !== undefined) {
      this.#emitter.send(sseEvent().event('gap').data(JSON.stringify(page.gap)));
    }
    this.#emitter.send(position(page, hub.epoch, retryOf(settings)));
    for (const event of page.events) {
      this.deliver(event);
      if (event.kind === END_KIND) return;
    }
  }

  leave(): void {
    this.#left = true;
    this.#host.hub.leave(this);
    this.#host.heartbeats.remove(this, this.#slot);
  }

  deliver(event: LogEvent): void {
    this.#emitter.sendFrame(event.frame(sseFraming));
    if (event.kind === END_KIND) this.#emitter.complete();
  }

  beat(): void {
    this.#emitter.sendFrame(this.#host.settings.namedHeartbeat ? NAMED_HEARTBEAT : HEARTBEAT);
  }
}

/** Each stream's own, where there is jitter. */
const retryOf = ({ retryMs, retryJitterMs, random }: SseHost['settings']): number | undefined =>
  retryMs === undefined ? undefined : Math.round(retryMs + retryJitterMs * random());

/**
 * A block without data, with the id of what precedes the first event. HTML standard 9.2.6: a block
 * sets the last event id first, and is dispatched only where it has data. So no page hears this one,
 * yet an EventSource that is cut before its first event resumes here instead of joining anew.
 * It follows the gap, so that who is cut in between is told of the gap again.
 */
function position({ events: [first], lastId }: Page, epoch: string, retryMs: number | undefined) {
  const block = sseEvent();
  if (retryMs !== undefined) block.retry(retryMs);
  return block.id(formatCursor(epoch, first === undefined ? lastId : first.id - 1));
}
