import { monotonicUs } from '../../lab/clock.ts';
import type { Exchange } from '../browser.ts';
import { pollPath, sendPoll } from '../poll-request.ts';
import { postEvent } from '../post-event.ts';
import { keepConnected, type LineSink, type ReconnectRules } from '../reconnect.ts';
import type { Connection, ConnectOptions, Sink } from '../transport.ts';

/** Asks at a fixed rate. What fails is tried again at the next tick. */
export function connect(options: ConnectOptions, sink: Sink): Connection {
  const { browser, channel, policy } = options;
  const rules: ReconnectRules = { delayMs: () => policy.pollIntervalMs, givesUpOn: () => false };

  return keepConnected(options, rules, sink, (after, line) => {
    const polls = new PollSeries(options, line, after);
    polls.start();
    return {
      publish: (event) => postEvent(browser, { ...event, channel }),
      pause: () => polls.pause(),
      resume: () => polls.resume(),
      close: () => polls.stop(),
    };
  });
}

/**
 * The polls of one line: the first joins at once, the next ones come at a fixed rate that starts at
 * the tab's seeded phase, so that the tabs of a run do not ask in step. A tick is skipped while a
 * poll is in flight; its slot is not made up for.
 */
class PollSeries {
  readonly #options: ConnectOptions;
  readonly #line: LineSink;
  #after: string | undefined;
  #opened = false;
  #paused = false;
  #inFlight: Exchange | undefined;
  #timer: NodeJS.Timeout | undefined;
  #dueUs = 0;

  constructor(options: ConnectOptions, line: LineSink, after: string | undefined) {
    this.#options = options;
    this.#line = line;
    this.#after = after;
  }

  start(): void {
    const { pollIntervalMs, pollPhase } = this.#options.policy;
    this.#dueUs = monotonicUs() + pollPhase * pollIntervalMs * 1e3;
    this.#poll();
    this.#schedule();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#inFlight?.abort();
  }

  #schedule(): void {
    this.#timer = setTimeout(
      () => {
        this.#dueUs += this.#options.policy.pollIntervalMs * 1e3;
        if (this.#inFlight === undefined && !this.#paused) this.#poll();
        this.#schedule();
      },
      Math.max(0, (this.#dueUs - monotonicUs()) / 1e3),
    );
  }

  #poll(): void {
    const { browser, channel } = this.#options;
    const path = pollPath('/poll', channel, this.#after);
    this.#inFlight = sendPoll(browser, path, this.#lineOfPolls, (cursor, protocol) => {
      this.#inFlight = undefined;
      this.#after = cursor ?? this.#after;
      if (this.#opened) return;
      this.#opened = true;
      this.#line.open(protocol);
    });
  }

  /** A poll that failed ends the series; the line opens the next one. */
  get #lineOfPolls(): LineSink {
    const line = this.#line;
    return {
      open: (protocol) => line.open(protocol),
      cursor: (cursor) => line.cursor(cursor),
      event: (event, bytes, askedAtUs) => line.event(event, bytes, askedAtUs),
      gap: (gap) => line.gap(gap),
      retry: (milliseconds) => line.retry(milliseconds),
      alive: () => line.alive(),
      request: (latencyUs) => line.request(latencyUs),
      down: (cause) => {
        this.stop();
        line.down(cause);
      },
    };
  }
}
