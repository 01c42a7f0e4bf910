import { END_KIND, type EventHead, type PublishRequest } from './event.ts';
import type { Gap } from './event-log.ts';
import type { Connection, ConnectOptions, DownCause, Sink } from './transport.ts';

/** What the harness decides about coming back. */
export interface ReconnectPolicy {
  readonly enabled: boolean;
  /** Seeded, uniform in [0, 1): the jitter. */
  readonly random: () => number;
}

/** How one transport's clients come back in the wild. */
export interface ReconnectRules {
  /** Milliseconds to wait before attempt 1, 2, 3 …; `serverRetryMs` is what `retry:` last said. */
  delayMs(attempt: number, random: () => number, serverRetryMs: number | undefined): number;
  /** True where this end of a connection is for good. */
  givesUpOn(cause: DownCause): boolean;
}

/** EventSource, HTML standard 9.2.3: a fixed delay, and no return from a wrong status or type. Chromium waits 3 s. */
export const eventSourceRules: ReconnectRules = {
  delayMs: (_attempt, _random, serverRetryMs) => serverRetryMs ?? 3_000,
  givesUpOn: ({ code }) => code === 'status' || code === 'protocol',
};

/** What applications usually write around a WebSocket or a failed poll: exponential backoff, full jitter. */
export const backoffRules: ReconnectRules = {
  delayMs: (attempt, random) => random() * Math.min(10_000, 500 * 2 ** (attempt - 1)),
  givesUpOn: () => false,
};

/** One attempt at a connection, as a transport's client opens it. */
export interface Line {
  readonly publish?: (event: PublishRequest) => void;
  pause(): void;
  resume(): void;
  close(): void;
}

/** What an open line reports. `down` is the last word of a line. */
export interface LineSink {
  open(protocol: string): void;
  /** Where to continue from now on, `E.N`. */
  cursor(cursor: string): void;
  event(event: EventHead, bytes: number, askedAtUs?: number): void;
  gap(gap: Gap): void;
  retry(milliseconds: number): void;
  request(latencyUs: number): void;
  down(cause: DownCause): void;
}

/**
 * Keeps one subscription connected: opens a line, remembers its cursor, and opens the next one when
 * it goes down, as the rules and the policy say. An event of kind `end` closes for good.
 */
export function keepConnected(
  options: ConnectOptions,
  rules: ReconnectRules,
  sink: Sink,
  openLine: (after: string | undefined, lineSink: LineSink) => Line,
): Connection {
  const subscription = new Subscription(options, rules, sink, openLine);
  subscription.open();
  const connection = {
    pause: () => subscription.pause(),
    resume: () => subscription.resume(),
    close: () => subscription.close(),
  };
  if (!subscription.publishes) return connection;
  return { ...connection, publish: (event) => subscription.publish(event) };
}

class Subscription {
  readonly sink: Sink;
  after: string | undefined;
  retryMs: number | undefined;
  attempt = 0;
  /** The line that is listened to: none once it went down, and none after the close. */
  live: LineReport | undefined;
  readonly #policy: ReconnectPolicy;
  readonly #rules: ReconnectRules;
  readonly #openLine: (after: string | undefined, lineSink: LineSink) => Line;
  #closed = false;
  #paused = false;
  #timer: NodeJS.Timeout | undefined;
  #line: Line | undefined;

  constructor(
    { policy, after }: ConnectOptions,
    rules: ReconnectRules,
    sink: Sink,
    openLine: (after: string | undefined, lineSink: LineSink) => Line,
  ) {
    this.sink = sink;
    this.after = after;
    this.#policy = policy.reconnect;
    this.#rules = rules;
    this.#openLine = openLine;
  }

  open(): void {
    this.live = new LineReport(this);
    const line = this.#openLine(this.after, this.live);
    this.#line = line;
    // A line may end within its own opening, before there was anything to close.
    if (this.#closed) line.close();
    else if (this.#paused) line.pause();
  }

  /** The line went down. */
  down(cause: DownCause): void {
    this.live = undefined;
    this.sink.onDown(cause);
    // Whoever hears of it may close for good.
    if (this.#closed) return;
    if (!this.#policy.enabled) this.sink.onGiveUp('reconnecting is switched off');
    else if (this.#rules.givesUpOn(cause)) this.sink.onGiveUp(cause.message);
    else {
      const delayMs = this.#rules.delayMs(++this.attempt, this.#policy.random, this.retryMs);
      this.#timer = setTimeout(() => this.open(), delayMs);
    }
  }

  get publishes(): boolean {
    return this.#line?.publish !== undefined;
  }

  publish(event: PublishRequest): void {
    this.#line?.publish?.(event);
  }

  pause(): void {
    this.#paused = true;
    this.#line?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#line?.resume();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.live = undefined;
    clearTimeout(this.#timer);
    this.#line?.close();
  }
}

/** Of one line. What it still says after it went down belongs to nobody. */
class LineReport implements LineSink {
  readonly #of: Subscription;

  constructor(of: Subscription) {
    this.#of = of;
  }

  get #live(): boolean {
    return this.#of.live === this;
  }

  open(protocol: string): void {
    this.#of.attempt = 0;
    if (this.#live) this.#of.sink.onOpen(protocol);
  }

  cursor(cursor: string): void {
    if (this.#live) this.#of.after = cursor;
  }

  event(event: EventHead, bytes: number, askedAtUs?: number): void {
    if (!this.#live) return;
    this.#of.sink.onEvent(event, bytes, askedAtUs);
    if (event.kind === END_KIND) this.#of.close();
  }

  gap(gap: Gap): void {
    if (this.#live) this.#of.sink.onGap(gap);
  }

  retry(milliseconds: number): void {
    this.#of.retryMs = milliseconds;
  }

  request(latencyUs: number): void {
    if (this.#live) this.#of.sink.onRequest(latencyUs);
  }

  down(cause: DownCause): void {
    if (this.#live) this.#of.down(cause);
  }
}
