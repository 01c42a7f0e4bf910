import { backoffMs } from './backoff.ts';
import { END_KIND, type EventHead, type PublishRequest } from './event.ts';
import type { Gap } from './event-log.ts';
import type { Connection, ConnectOptions, DownCause, Sink } from './transport.ts';

/** What the harness decides about coming back. */
export interface ReconnectPolicy {
  readonly enabled: boolean;
  /** Seeded, uniform in [0, 1): the jitter. */
  readonly random: () => number;
  /** False comes back as it came first, without the id that it got to. */
  readonly resume?: boolean;
  /** Asks again after so long instead of as the transport's own rules say: for equal offline windows. */
  readonly probeMs?: number;
  /** Where the rules give up for good, an application opens anew, with backoff. */
  readonly reopen?: boolean;
  /** A line that says nothing for so long, heartbeats included, is taken for dead. */
  readonly watchdogMs?: number;
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

/** Whoever comes back by code of an application's own. */
export const backoffRules: ReconnectRules = { delayMs: backoffMs, givesUpOn: () => false };

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
  /** A heartbeat that the client can see. Every other word is a sign of life as well. */
  alive(): void;
  request(latencyUs: number): void;
  down(cause: DownCause): void;
}

/**
 * @param after the cursor to continue after; undefined where the line joins anew
 * @param anew an application opens it, after one that had given up for good
 */
type OpenLine = (after: string | undefined, lineSink: LineSink, anew: boolean) => Line;

/**
 * Keeps one subscription connected: opens a line, remembers its cursor, and opens the next one when
 * it goes down, as the rules and the policy say. An event of kind `end` closes for good.
 */
export function keepConnected(
  options: ConnectOptions,
  rules: ReconnectRules,
  sink: Sink,
  openLine: OpenLine,
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
  retryMs: number | undefined;
  attempt = 0;
  /** The line that is listened to: none once it went down, and none after the close. */
  live: LineReport | undefined;
  readonly #policy: ReconnectPolicy;
  readonly #rules: ReconnectRules;
  readonly #openLine: OpenLine;
  #after: string | undefined;
  #closed = false;
  #paused = false;
  #timer: NodeJS.Timeout | undefined;
  #watchdog: NodeJS.Timeout | undefined;
  #line: Line | undefined;

  constructor({ policy, after }: ConnectOptions, rules: ReconnectRules, sink: Sink, openLine: OpenLine) {
    this.sink = sink;
    this.#after = after;
    this.#policy = policy.reconnect;
    this.#rules = rules;
    this.#openLine = openLine;
  }

  open(anew = false): void {
    this.live = new LineReport(this);
    this.#watch(this.live);
    const line = this.#openLine(this.#after, this.live, anew);
    this.#line = line;
    // A line may end within its own opening, before there was anything to close.
    if (this.#closed) line.close();
    else if (this.#paused) line.pause();
  }

  /** The line went down. */
  down(cause: DownCause): void {
    this.live = undefined;
    clearTimeout(this.#watchdog);
    this.attempt++;
    this.sink.onDown(cause);
    // Whoever hears of it may close for good.
    if (this.#closed) return;
    const delayMs = this.#delayAfter(cause);
    if (delayMs === undefined) {
      this.sink.onGiveUp(this.#policy.enabled ? cause.message : 'reconnecting is switched off');
      return;
    }
    this.#timer = setTimeout(() => {
      this.sink.onAttempt();
      this.open(this.#rules.givesUpOn(cause));
    }, delayMs);
  }

  /** The line said something. */
  alive(): void {
    this.#watchdog?.refresh();
  }

  moveTo(cursor: string): void {
    if (this.#policy.resume !== false) this.#after = cursor;
  }

  /** Milliseconds to the next attempt; undefined where there is none. */
  #delayAfter(cause: DownCause): number | undefined {
    const { enabled, reopen, probeMs, random } = this.#policy;
    const given = this.#rules.givesUpOn(cause);
    if (!enabled || (given && reopen !== true)) return undefined;
    if (probeMs !== undefined) return probeMs;
    return (given ? backoffRules : this.#rules).delayMs(this.attempt, random, this.retryMs);
  }

  #watch(report: LineReport): void {
    const { watchdogMs } = this.#policy;
    if (watchdogMs === undefined) return;
    this.#watchdog = setTimeout(() => {
      if (this.live !== report) return;
      this.#line?.close();
      this.down({ code: 'silent', message: `said nothing for ${watchdogMs} ms` });
    }, watchdogMs);
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
    clearTimeout(this.#watchdog);
    this.#line?.close();
  }
}

/** Of one line. What it still says after it went down belongs to nobody. */
class LineReport implements LineSink {
  readonly #of: Subscription;

  constructor(of: Subscription) {
    this.#of = of;
  }

  /** Whatever a line says while it is listened to shows that it lives. */
  get #live(): boolean {
    if (this.#of.live !== this) return false;
    this.#of.alive();
    return true;
  }

  open(protocol: string): void {
    this.#of.attempt = 0;
    if (this.#live) this.#of.sink.onOpen(protocol);
  }

  cursor(cursor: string): void {
    if (this.#live) this.#of.moveTo(cursor);
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

  alive(): void {
    if (this.#of.live === this) this.#of.alive();
  }

  request(latencyUs: number): void {
    if (this.#live) this.#of.sink.onRequest(latencyUs);
  }

  down(cause: DownCause): void {
    if (this.#live) this.#of.down(cause);
  }
}
