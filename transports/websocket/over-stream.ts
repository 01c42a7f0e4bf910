import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';

export interface StreamOptions {
  /** Longer messages are refused with close code 1009. */
  readonly maxPayloadBytes: number;
  /** How long a peer may take to answer a close frame before the connection is destroyed. */
  readonly closeTimeoutMs: number;
}

/** Of one message. Each costs bookkeeping, however small it is; no honest client of 64 KiB needs more. */
const MAX_FRAGMENTS = 128;
/** Pieces in which the transport hands us one frame: 64 KiB arrive in 45 segments of an Ethernet. */
const MAX_BUFFERED_CHUNKS = 1_024;
/** Answers to pings that may wait for a peer that pings and does not read. */
const MAX_PENDING_PONGS = 8;

/** What ws does not declare: its own server and client use these. */
type Adoptable = WebSocket & {
  _isServer: boolean;
  setSocket(stream: Duplex, head: Buffer, options: object): void;
};
type Constructor = new (address: null, protocols: undefined, options: object) => Adoptable;

/**
 * Speaks WebSocket over a stream whose handshake is already done, be it a socket after a 101 or an
 * HTTP/2 stream (RFC 8441), which ws's own server and client do not know. permessage-deflate
 * stays off, as it was not negotiated. The websocket is open on return.
 */
export function webSocketOver(
  stream: Duplex,
  role: 'server' | 'client',
  { maxPayloadBytes, closeTimeoutMs }: StreamOptions,
): WebSocket {
  const webSocket = new (WebSocket as unknown as Constructor)(null, undefined, {
    autoPong: true,
    maxPendingAutoPongs: MAX_PENDING_PONGS,
    closeTimeout: closeTimeoutMs,
  });
  // Made without an address, a ws takes itself for a server. A client's frames must be masked
  // (RFC 6455, 5.1), and its receiver must expect unmasked ones; both are decided in setSocket.
  webSocket._isServer = role === 'server';
  webSocket.setSocket(stream, Buffer.alloc(0), {
    maxPayload: maxPayloadBytes,
    // RFC 6455, 8.1, asks it of both. A server cannot trust its clients; the clients here are load.
    skipUTF8Validation: role === 'client',
    maxFragments: MAX_FRAGMENTS,
    maxBufferedChunks: MAX_BUFFERED_CHUNKS,
  });
  return webSocket;
}
