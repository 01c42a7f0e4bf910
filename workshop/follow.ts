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
  readonly delaysMs: number[];
  /** Where the transport can: sends an event to another channel, which nobody follows. */
  say(): void;
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
    delaysMs: [],
    say() {
      const event = { channel: 'elsewhere', kind: 'message', source: channel, intendedAtUs: monotonicUs() };
      said++;
      stream.publish?.({ ...event, seq: said, data: '' });
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
      onEvent({ publishedAtUs }) {
        followed.delaysMs.push((monotonicUs() - publishedAtUs) / 1e3);
      },
      onGap() {},
      onAttempt() {},
      onGiveUp() {},
      onRequest() {},
    },
  );
  return followed;
}
