import net from 'node:net';
import tls from 'node:tls';
import type { BrowserOptions, Traffic } from './browser.ts';
import type { DownCause } from './transport.ts';

/** Hears what a socket received before its readers do. */
export interface Tap {
  /**
   * The chunk's bytes are those of the next read as soon as this returns: who keeps them copies them.
   *
   * @returns true where the chunk is dealt with, and the socket's readers are to hear nothing of it
   */
  take(chunk: Buffer): boolean;
}

/**
 * Where every socket's bytes arrive: one read ends before the next begins. Otherwise Node makes a
 * buffer for each read, which takes 1.3 of 5.9 µs that a bare socket's reader pays for one event.
 */
const arrivals = Buffer.allocUnsafeSlow(64 * 1024);

/** Opens sockets and keeps count of them, whoever uses them. */
export class Dialler {
  readonly #options: BrowserOptions;
  readonly #live = new Set<net.Socket>();
  readonly #closed = { sent: 0, received: 0 };
  readonly traffic: Traffic;

  constructor(options: BrowserOptions) {
    this.#options = options;
    const live = this.#live;
    const closed = this.#closed;
    const sum = (settled: number, read: (socket: net.Socket) => number): number => {
      let total = settled;
      for (const socket of live) total += read(socket);
      return total;
    };
    this.traffic = {
      get sentBytes() {
        return sum(closed.sent, (socket) => socket.bytesWritten);
      },
      get receivedBytes() {
        return sum(closed.received, (socket) => socket.bytesRead);
      },
      connectionsOpened: 0,
      protocols: new Set<string>(),
    };
  }

  /** @param tap in cleartext only: over TLS it hears nothing, and the socket is read as usual */
  dial(alpn: string | undefined, tap?: Tap): net.Socket {
    const { origin, ca, localAddress } = this.#options;
    const raw: net.Socket = net.connect({
      host: origin.host,
      port: origin.port,
      noDelay: true,
      ...(localAddress !== undefined && { localAddress }),
      ...(tap !== undefined &&
        !origin.tls && {
          onread: {
            buffer: arrivals,
            callback: (bytes: number) => {
              const chunk = arrivals.subarray(0, bytes);
              return tap.take(chunk) || raw.push(Buffer.from(chunk));
            },
          },
        }),
    });
    this.#live.add(raw);
    this.traffic.connectionsOpened++;
    raw.once('close', () => {
      this.#live.delete(raw);
      this.#closed.sent += raw.bytesWritten;
      this.#closed.received += raw.bytesRead;
    });
    if (!origin.tls) return raw;
    // The raw socket is made first, because a TLSSocket counts plaintext bytes only.
    return tls.connect({
      socket: raw,
      servername: 'localhost',
      ...(ca !== undefined && { ca }),
      ...(alpn !== undefined && { ALPNProtocols: [alpn] }),
    });
  }

  destroyAll(): void {
    for (const socket of this.#live) socket.destroy();
  }
}

/** The protocol that TLS negotiated; undefined in cleartext, or where none was asked for. */
export const negotiated = (socket: net.Socket | tls.TLSSocket): string | undefined => {
  const alpn = (socket as tls.TLSSocket).alpnProtocol;
  return typeof alpn === 'string' ? alpn : undefined;
};

/** An end whose cause is known where it is thrown. */
export class DownError extends Error {
  readonly down: DownCause;

  constructor(down: DownCause) {
    super(down.message);
    this.down = down;
  }
}

/** Names a socket's error in the words of `DownCause`. */
export function causeOf(error: Error): DownCause {
  if (error instanceof DownError) return error.down;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ECONNREFUSED') return { code: 'refused', message: error.message };
  if (code === 'ECONNRESET' || code === 'EPIPE') return { code: 'reset', message: error.message };
  return { code: 'closed', message: error.message };
}
