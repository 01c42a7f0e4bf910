import { monotonicUs } from '../lab/clock.ts';
import { openBrowser } from '../transports/browser.ts';
import type { HttpVersion, Transport } from '../transports/transport.ts';
import type { Laboratory } from './laboratory.ts';

export interface FollowOptions {
  readonly port: number;
  readonly http?: HttpVersion;
  /** `room` unless told. */
  readonly channel?: string;
  readonly pollIntervalMs?: number;
}

/** What one client of the lab hears of a channel; times are of the lab's clock. */
export interface Followed {
  openedAtUs?: number;
  downAtUs?: number;
  /** How often it was told that the log cannot go on where it is, and how many events came once more. */
  gaps: number;
  again: number;
  /** By event, each counted once: how long after its publishing it came. */
  readonly delaysMs: Map<string, number>;
  /** Sends an event to another channel, which nobody follows, where the transport takes one there. */
  say(): void;
  /** An ordinary request to the same server, beside the stream. */
  ask(path: string): void;
  close(): void;
}

/** Follows a channel by a client of the lab's own, over a connection of its own, and does not come back. */
export function follow(
  lab: Laboratory,
  transport: Transport,
  { port, http = '1.1', channel = 'room', pollIntervalMs = 250 }: FollowOptions,
): Followed {
  const browser = openBrowser({ origin: { host: '127.0.0.1', port, tls: false }, http, keepAlive: true });
  lab.onEnd(() => browser.close());
  let said = 0;
  const followed: Followed = {
    gaps: 0,
    again: 0,
    delaysMs: new Map(),
    say() {
      const event = { channel: 'elsewhere', kind: 'message', source: channel, intendedAtUs: monotonicUs() };
      said++;
      stream.publish?.({ ...event, seq: said, data: '' });
    },
    ask(path) {
      const nothing = (): void => {};
      browser.exchange(
        { method: 'GET', path },
        { head: nothing, data: nothing, end: nothing, failed: nothing },
      );
    },
    close: () => stream.close(),
  };
  const stream = transport.connect(
    {
      browser,
      channel,
      policy: {
        pollIntervalMs,
        pollPhase: 0,
        longPollTimeoutMs: 25_000,
        reconnect: { enabled: false, random: () => 0 },
      },
    },
    {
      onOpen() {
        followed.openedAtUs ??= monotonicUs();
      },
      onDown() {
        followed.downAtUs ??= monotonicUs();
      },
      onEvent({ source, seq, publishedAtUs }) {
        const event = `${source} ${seq}`;
        if (followed.delaysMs.has(event)) followed.again++;
        else followed.delaysMs.set(event, (monotonicUs() - publishedAtUs) / 1e3);
      },
      onGap() {
        followed.gaps++;
      },
      onAttempt() {},
      onGiveUp() {},
      onRequest() {},
    },
  );
  return followed;
}
