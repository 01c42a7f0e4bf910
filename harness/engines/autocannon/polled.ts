import { pollPath } from '../../../transports/poll-request.ts';
import { backoffRules, type ReconnectRules } from '../../../transports/reconnect.ts';
import type { ClientPolicy } from '../../../transports/transport.ts';

/** How a transport asks, where it asks. */
export interface Polled {
  readonly path: string;
  /** What the query ends with, for the first question and for the others. */
  readonly rest: (policy: ClientPolicy, first: boolean) => string;
  /** Requests that one tab sends in a second; undefined where it asks again as soon as it was answered. */
  readonly perSecond?: (policy: ClientPolicy) => number;
  readonly rules: (policy: ClientPolicy) => ReconnectRules;
}

const POLLED: Readonly<Record<string, Polled>> = {
  polling: {
    path: '/poll',
    rest: () => '',
    perSecond: ({ pollIntervalMs }) => 1_000 / pollIntervalMs,
    rules: ({ pollIntervalMs }) => ({ delayMs: () => pollIntervalMs, givesUpOn: () => false }),
  },
  'long-polling': {
    path: '/long-poll',
    rest: ({ longPollTimeoutMs }, first) => `&timeoutMs=${first ? 1 : longPollTimeoutMs}`,
    rules: () => backoffRules,
  },
};

export const isPolled = (transport: string): boolean => transport in POLLED;

/** Throws where the transport does not ask: nobody should have had it played. */
export function polledOf(transport: string): Polled {
  const polled = POLLED[transport];
  if (polled === undefined) throw new Error(`autocannon was asked to play ${transport}`);
  return polled;
}

/** Where a question without a cursor is answered at once, with nothing: what a request costs that brings no event. */
export const joinPath = (transport: string): string =>
  pollPath(polledOf(transport).path, 'saturation', undefined);
