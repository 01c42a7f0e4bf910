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
  event(event: EventHead, bytes: number): void;
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
  const policy = options.policy.reconnect;
  let after = options.after;
  let retryMs: number | undefined;
  let attempt = 0;
  let closed = false;
  let paused = false;
  let timer: NodeJS.Timeout | undefined;
  let line: Line | undefined;

  const open = (): void => {
    // What a line that went down still says belongs to nobody.
    let over = false;
    const live = (): boolean => !over && !closed;
    line = openLine(after, {
      open: (protocol) => {
        attempt = 0;
        if (live()) sink.onOpen(protocol);
      },
      cursor: (cursor) => {
        if (live()) after = cursor;
      },
      event: (event, bytes) => {
        if (!live()) return;
        sink.onEvent(event, bytes);
        if (event.kind === END_KIND) close();
      },
      gap: (gap) => {
        if (live()) sink.onGap(gap);
      },
      retry: (milliseconds) => {
        retryMs = milliseconds;
      },
      request: (latencyUs) => {
        if (live()) sink.onRequest(latencyUs);
      },
      down: (cause) => {
        if (!live()) return;
        over = true;
        sink.onDown(cause);
        if (!policy.enabled) sink.onGiveUp('reconnecting is switched off');
        else if (rules.givesUpOn(cause)) sink.onGiveUp(cause.message);
        else timer = setTimeout(open, rules.delayMs(++attempt, policy.random, retryMs));
      },
    });
    // A line may end within its own opening, before there was anything to close.
    if (closed) line.close();
    else if (paused) line.pause();
  };

  const close = (): void => {
    if (closed) return;
    closed = true;
    clearTimeout(timer);
    line?.close();
  };

  open();
  return {
    ...(line?.publish && { publish: (event) => line?.publish?.(event) }),
    pause: () => {
      paused = true;
      line?.pause();
    },
    resume: () => {
      paused = false;
      line?.resume();
    },
    close,
  };
}
