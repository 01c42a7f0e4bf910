import type { Socket } from 'node:net';
import type { Bottleneck } from './bottleneck.ts';
import { Flow } from './flow.ts';

/** One direction each, of the browser that a connection belongs to. */
export interface Bottlenecks {
  readonly up: Bottleneck;
  readonly down: Bottleneck;
  readonly roundTripMs: number;
}

/** One connection through the link: a client's socket, and the one to the server that stands for it. */
export class Pipe {
  readonly browser: number | undefined;
  readonly #client: Socket;
  #server: Socket | undefined;
  #up: Flow | undefined;
  #down: Flow | undefined;
  #held = false;
  /** The side that was reset while nothing could pass. */
  #resetWhileHeld: Socket | undefined;
  #bottlenecks: Bottlenecks | undefined;
  #open = 2;
  readonly #onBytes: (bytes: number) => void;
  readonly #onClosed: () => void;
  /** When a byte last came, from either side. */
  lastByteMs = performance.now();

  /** @param onClosed called once, when both sockets are closed */
  constructor(
    client: Socket,
    browser: number | undefined,
    onBytes: (bytes: number) => void,
    onClosed: () => void,
  ) {
    this.#client = client;
    this.browser = browser;
    this.#onBytes = (bytes) => {
      this.lastByteMs = performance.now();
      onBytes(bytes);
    };
    this.#onClosed = onClosed;
    // Before the server's side is there, what comes waits in the system.
    client.pause();
    this.#watch(client);
  }

  /** The server's side: until then the client's bytes wait. */
  connect(server: Socket): void {
    this.#server = server;
    this.#watch(server);
    this.#up = new Flow(this.#client, server, this.#onBytes);
    this.#down = new Flow(server, this.#client, this.#onBytes);
    this.shape(this.#bottlenecks);
    if (this.#bottlenecks !== undefined) this.#up.delayFirst(this.#bottlenecks.roundTripMs);
    if (this.#held) this.hold();
    else this.release();
  }

  get isConnected(): boolean {
    return this.#server !== undefined;
  }

  /** A RST to both sides. */
  reset(): void {
    this.#up?.stop();
    this.#down?.stop();
    this.#client.resetAndDestroy();
    this.#server?.resetAndDestroy();
    if (this.#server === undefined) this.#countClosed();
  }

  hold(): void {
    this.#held = true;
    this.#up?.hold();
    this.#down?.hold();
  }

  release(): void {
    this.#held = false;
    if (this.#resetWhileHeld === undefined) {
      this.#up?.release();
      this.#down?.release();
    } else this.#passReset(this.#resetWhileHeld);
  }

  shape(bottlenecks: Bottlenecks | undefined): void {
    this.#bottlenecks = bottlenecks;
    this.#up?.shape(bottlenecks?.up);
    this.#down?.shape(bottlenecks?.down);
  }

  /** What ends one socket otherwise than by a FIN ends the other by a RST. */
  #watch(socket: Socket): void {
    // A paused socket is still read until its buffer is full, so a RST is heard in a black hole, too.
    socket.on('error', () => {
      if (this.#held) this.#resetWhileHeld = socket;
      else this.#passReset(socket);
    });
    socket.on('close', () => this.#countClosed());
  }

  #passReset(from: Socket): void {
    if (from !== this.#client) this.#client.resetAndDestroy();
    else if (this.#server !== undefined) this.#server.resetAndDestroy();
    else this.#countClosed();
  }

  #countClosed(): void {
    this.#open--;
    if (this.#open !== 0) return;
    this.#up?.stop();
    this.#down?.stop();
    this.#onClosed();
  }
}
