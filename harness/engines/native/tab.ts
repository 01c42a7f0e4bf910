import { monotonicUs } from '../../../lab/clock.ts';
import type { Listener } from '../../../scenarios/scenario.ts';
import type { Browser } from '../../../transports/browser.ts';
import { END_KIND, type EventHead, type PublishRequest } from '../../../transports/event.ts';
import type { Gap } from '../../../transports/event-log.ts';
import type { ClientPolicy, Connection, DownCause, Sink, Transport } from '../../../transports/transport.ts';

/** What the tabs of one load process tell, whoever listens. */
export interface TabListener {
  onOpen(tab: number, protocol: string): void;
  /** @param askedAtUs when the question that fetched it was sent; undefined where nobody asks */
  onEvent(
    tab: number,
    event: EventHead,
    receivedAtUs: number,
    replayed: boolean,
    askedAtUs: number | undefined,
  ): void;
  onRequest(tab: number, latencyUs: number, endedAtUs: number): void;
  onDown(tab: number, cause: DownCause): void;
  onAttempt(tab: number): void;
  onGap(tab: number, gap: Gap): void;
  onGiveUp(tab: number, reason: string): void;
}

export interface TabOptions {
  readonly index: number;
  readonly listener: Listener;
  readonly transport: Transport;
  readonly browser: Browser;
  readonly policy: ClientPolicy;
}

/**
 * One subscriber: follows its channels one after the other, each to its end. It is its connection's sink
 * itself: thousands of tabs hear each event, and every object on the way is a cache miss.
 */
export class Tab implements Sink {
  readonly #options: TabOptions;
  readonly #index: number;
  readonly #heard: TabListener;
  #connection: Connection | undefined;
  #visit = -1;
  #openedAtUs = 0;

  constructor(options: TabOptions, heard: TabListener) {
    this.#options = options;
    this.#index = options.index;
    this.#heard = heard;
  }

  /** Follows the next channel, if there is one. */
  open(): void {
    const { listener, transport, browser, policy } = this.#options;
    const channel = listener.channels[++this.#visit];
    if (channel === undefined) return;
    this.#openedAtUs = Number.POSITIVE_INFINITY;
    this.#connection = transport.connect(
      // A bare 0 is the beginning of whatever epoch the log has.
      { browser, channel, policy, ...(listener.from === 'beginning' && { after: '0' }) },
      this,
    );
  }

  onOpen(protocol: string): void {
    this.#openedAtUs = monotonicUs();
    this.#heard.onOpen(this.#index, protocol);
  }

  onEvent(event: EventHead, _bytes: number, askedAtUs?: number): void {
    const replayed = event.publishedAtUs < this.#openedAtUs;
    this.#heard.onEvent(this.#index, event, monotonicUs(), replayed, askedAtUs);
    if (event.kind === END_KIND) this.#next();
  }

  onGap(gap: Gap): void {
    this.#heard.onGap(this.#index, gap);
  }

  onDown(cause: DownCause): void {
    this.#heard.onDown(this.#index, cause);
  }

  onAttempt(): void {
    this.#heard.onAttempt(this.#index);
  }

  onGiveUp(reason: string): void {
    this.#heard.onGiveUp(this.#index, reason);
  }

  onRequest(latencyUs: number): void {
    this.#heard.onRequest(this.#index, latencyUs, monotonicUs());
  }

  /** The source that this tab publishes for, if any. */
  get publishes(): string | undefined {
    return this.#options.listener.publishes;
  }

  /** Stops reading, as a page does that hangs. */
  pause(): void {
    this.#connection?.pause();
  }

  resume(): void {
    this.#connection?.resume();
  }

  publish(event: PublishRequest): void {
    this.#connection?.publish?.(event);
  }

  close(): void {
    this.#visit = this.#options.listener.channels.length;
    this.#connection?.close();
  }

  #next(): void {
    // The transport closes the connection of a channel that ended, after this call.
    queueMicrotask(() => this.open());
  }
}
