import type { Texts } from '../lab/texts.ts';

/** As lessons and claims call the transports: short, and without Node's code, so that a page can have them too. */
export const TRANSPORT_NAMES = {
  polling: { en: 'Polling', ko: '폴링' },
  'long-polling': { en: 'Long polling', ko: '롱 폴링' },
  sse: { en: 'SSE', ko: 'SSE' },
  websocket: { en: 'WebSocket', ko: 'WebSocket' },
} as const satisfies Record<string, Texts>;

export type TransportId = keyof typeof TRANSPORT_NAMES;

export const TRANSPORT_IDS = Object.keys(TRANSPORT_NAMES) as readonly TransportId[];
