import type { Load } from './load.ts';

/**
 * What somebody is going to build: one channel that all subscribers follow, events at random times.
 * `eventsPerSecond` are those of the channel, and each subscriber receives every one of them.
 */
export interface Question extends Load {
  /** `both` where clients send messages, too. */
  readonly direction: 'down' | 'both';
  /** What somebody may wait for an event in the ordinary case, which is the median. */
  readonly toleratedDelayMs: number;
  readonly lossTolerated: boolean;
  readonly proxiesOnTheWay: boolean;
  /** False where HTTP/2 cannot be had. */
  readonly http2: boolean;
  readonly tls: boolean;
}
