import type { EventHead } from '../../transports/event.ts';
import type { Carrier } from '../binary/carrier.ts';
import type { Received } from '../binary/receive.ts';

/** What a lesson's page asks of a tab. */
export type TabCommand =
  | ({ readonly what: 'follow'; readonly id: number } & Follow)
  | { readonly what: 'leave'; readonly id: number }
  | { readonly what: 'ask'; readonly id: number; readonly path: string }
  | { readonly what: 'receive'; readonly id: number; readonly carrier: Carrier; readonly messages: number };

/** How a channel is followed, by what a browser has of its own. */
export interface Follow {
  readonly by: 'polling' | 'long-polling' | 'sse' | 'websocket';
  readonly channel: string;
  /** 500 unless told. */
  readonly pollIntervalMs?: number;
  /** Of one long poll; 25,000 unless told. */
  readonly longPollMs?: number;
  /** The application helps where the browser leaves off: it opens a WebSocket, or an EventSource that gave up, anew. */
  readonly comesBack?: boolean;
  /** It says where it got to when it comes back; true unless told. EventSource does so in any case. */
  readonly resumes?: boolean;
}

/** What a tab tells; `atMs` is its `performance.timeOrigin + performance.now()`. */
export type TabNews = { readonly atMs: number } & (
  | { readonly what: 'ready' }
  | ({ readonly what: 'received'; readonly id: number } & Received)
  | { readonly what: 'not-received'; readonly id: number; readonly why: string }
  | { readonly what: 'open' | 'attempt' | 'gave-up'; readonly id: number }
  /** `code` is a WebSocket's, or an HTTP status. */
  | { readonly what: 'down'; readonly id: number; readonly code?: number }
  | { readonly what: 'gap'; readonly id: number; readonly gap: unknown }
  | { readonly what: 'event'; readonly id: number; readonly event: TabEvent; readonly bytes: number }
  /** A request of a poll, or of `ask`; `status` is 0 where none came. */
  | { readonly what: 'asked'; readonly id: number; readonly sentMs: number }
  | {
      readonly what: 'answered';
      readonly id: number;
      readonly sentMs: number;
      readonly status: number;
      readonly events: number;
    }
);

/** An event as it travels. */
export interface TabEvent extends EventHead {
  readonly data: unknown;
}
