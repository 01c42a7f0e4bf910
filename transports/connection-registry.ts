import type { Socket } from 'node:net';

/** What the server counted, as `/metrics` shows it. Totals since the start, except the two `…Open`. */
export interface ConnectionCounts {
  tcpOpened: number;
  tcpOpen: number;
  tcpPeak: number;
  tlsHandshakes: number;
  httpRequests: number;
  http2Sessions: number;
  http2Streams: number;
  refused: number;
  bytesToClients: number;
  bytesFromClients: number;
}

interface Connection {
  readonly socket: Socket;
  readonly counts: OwnCounts;
  readonly overCap: boolean;
}

/** What one connection contributed, so that it can be taken out again when it turns out to be an observer's. */
interface OwnCounts {
  tlsHandshakes: number;
  httpRequests: number;
  http2Sessions: number;
  http2Streams: number;
}

/** Enough to find a connection again: a request's socket is often a stand-in for the raw one. */
export interface Peer {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  readonly localPort?: number | undefined;
}

/**
 * Counts connections where they are opened: on the raw sockets of the server's `connection` event,
 * because a TLSSocket counts plaintext bytes only. A connection that asks for `/metrics` or
 * `/healthz` is an observer's: it and its bytes are left out, so that looking does not change
 * what is seen.
 */
export class ConnectionRegistry {
  readonly #connections = new Map<string, Connection>();
  readonly #observers = new Set<string>();
  readonly #cap: number;
  #closedBytes = { toClients: 0, fromClients: 0 };
  #totals: OwnCounts & { tcpOpened: number; tcpPeak: number; refused: number } = {
    tcpOpened: 0,
    tcpPeak: 0,
    refused: 0,
    tlsHandshakes: 0,
    httpRequests: 0,
    http2Sessions: 0,
    http2Streams: 0,
  };

  /** @param cap how many connections may be open at once; the next ones are refused with a 503 */
  constructor(cap: number) {
    this.#cap = cap;
  }

  /** Registers a raw socket, to be counted until it closes. */
  add(socket: Socket): void {
    const key = keyOf(socket);
    const overCap = this.#connections.size >= this.#cap;
    const counts = { tlsHandshakes: 0, httpRequests: 0, http2Sessions: 0, http2Streams: 0 };
    this.#connections.set(key, { socket, counts, overCap });
    this.#totals.tcpOpened++;
    if (overCap) this.#totals.refused++;
    this.#totals.tcpPeak = Math.max(this.#totals.tcpPeak, this.#tcpOpen);
    socket.once('close', () => {
      this.#connections.delete(key);
      if (this.#observers.delete(key)) return;
      this.#closedBytes.toClients += socket.bytesWritten;
      this.#closedBytes.fromClients += socket.bytesRead;
    });
  }

  /** Counts one occurrence on the peer's connection. */
  count(what: keyof OwnCounts, peer: Peer): void {
    const key = keyOf(peer);
    if (this.#observers.has(key)) return;
    const connection = this.#connections.get(key);
    if (connection === undefined) return;
    connection.counts[what]++;
    this.#totals[what]++;
  }

  isOverCap(peer: Peer): boolean {
    return this.#connections.get(keyOf(peer))?.overCap ?? false;
  }

  get cap(): number {
    return this.#cap;
  }

  /** Takes the peer's connection out of all counts, from its beginning. */
  markObserver(peer: Peer): void {
    const key = keyOf(peer);
    const connection = this.#connections.get(key);
    if (connection === undefined || this.#observers.has(key)) return;
    this.#observers.add(key);
    this.#totals.tcpOpened--;
    for (const what of Object.keys(connection.counts) as (keyof OwnCounts)[]) {
      this.#totals[what] -= connection.counts[what];
    }
  }

  snapshot(): ConnectionCounts {
    let { toClients, fromClients } = this.#closedBytes;
    for (const [key, { socket }] of this.#connections) {
      if (this.#observers.has(key)) continue;
      toClients += socket.bytesWritten;
      fromClients += socket.bytesRead;
    }
    return {
      ...this.#totals,
      tcpOpen: this.#tcpOpen,
      bytesToClients: toClients,
      bytesFromClients: fromClients,
    };
  }

  /** The open sockets, for ending them. */
  sockets(): Socket[] {
    return Array.from(this.#connections.values(), ({ socket }) => socket);
  }

  get #tcpOpen(): number {
    return this.#connections.size - this.#observers.size;
  }
}

/** The local port is part of it: one client port may reach two ports of this server at once. */
const keyOf = ({ remoteAddress, remotePort, localPort }: Peer): string =>
  `${remoteAddress} ${remotePort} ${localPort}`;
