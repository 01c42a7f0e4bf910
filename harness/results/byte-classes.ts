/**
 * What a byte at the socket is there for, from the outermost layer to the innermost. Every byte
 * belongs to exactly one class; the kernel's TCP and IP headers belong to none.
 *
 * - `tlsHandshake`: whole records that set TLS up and end it: hellos, certificate, Finished, alerts
 * - `tlsTickets`: whole records with session tickets, which a TLS 1.3 server sends unasked
 * - `tlsRecords`: around application data: 5 bytes of head, 1 of inner type, 16 of seal (RFC 8446, 5.2)
 * - `heads`: of requests and responses; over HTTP/2 whole HEADERS and CONTINUATION frames
 * - `http2`: what an HTTP/2 session says of itself: preface, SETTINGS, WINDOW_UPDATE, RST_STREAM, GOAWAY
 * - `framing`: what a transport writes around events: chunk sizes, heads of DATA and WebSocket
 *   frames with their masks, the field names and newlines of an event stream, a poll's
 *   `{"events":[…],"cursor":…}`, the newline of a raw line
 * - `signals`: what a transport says besides events: where a subscription starts, gaps, WebSocket
 *   close frames, the answer to a publish
 * - `heartbeats`: SSE comments, WebSocket and HTTP/2 pings and pongs
 * - `envelope`: an event's JSON without its data: id, channel, kind, source, seq and two times, which
 *   every transport carries alike
 * - `payload`: the JSON of an event's `data`, as the scenario made it, quotes included
 */
export const BYTE_CLASSES = [
  'tlsHandshake',
  'tlsTickets',
  'tlsRecords',
  'heads',
  'http2',
  'framing',
  'signals',
  'heartbeats',
  'envelope',
  'payload',
] as const;
export type ByteClass = (typeof BYTE_CLASSES)[number];

/** From the first connection to the schedule's start, to the drain's end, to the last connection's end. */
export const LEDGER_PHASES = ['connect', 'deliver', 'close'] as const;
export type LedgerPhase = (typeof LEDGER_PHASES)[number];
