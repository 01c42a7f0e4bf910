/** How bytes travel: over SSE as they are, over SSE in base64, or as binary messages of a WebSocket. */
export const CARRIERS = ['sse-plain', 'sse-base64', 'websocket'] as const;
export type Carrier = (typeof CARRIERS)[number];

/** Of one sending. */
export const MESSAGES = 20;
export const MESSAGE_BYTES = 32 * 1024;

/** Its lines end in LF, CRLF and CR, and one character takes four bytes. */
export const TEXT = 'first\nsecond\r\nthird\r한국어 🎵';
