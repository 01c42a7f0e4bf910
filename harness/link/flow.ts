import type { Socket } from 'node:net';
import type { Bottleneck } from './bottleneck.ts';

/** What may wait in a shaped flow before its source is held back: about what a router's queue holds. */
const QUEUE_LIMIT_BYTES = 256 * 1024;

interface Waiting {
  readonly dueMs: number;
  /** The end of the stream where there is none. */
  readonly chunk: Buffer | undefined;
}

/**
 * One direction of a connection through the link: what comes from `source` goes to `sink` as it came,
 * at once and with the sink's own back pressure. Shaped, it goes when a bottleneck lets it.
 */
export class Flow {
  readonly #source: Socket;
  readonly #sink: Socket;
  #bottleneck: Bottleneck | undefined;
  readonly #waiting: Waiting[] = [];
  #waitingBytes = 0;
  /** Nothing overtakes what came before it, whatever the jitter. */
  #lastDueMs = 0;
  /** What comes before then leaves then. */
  #leavesMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #held = false;

  /** @param onBytes told of every chunk that came */
  constructor(source: Socket, sink: Socket, onBytes: (bytes: number) => void) {
    this.#source = source;
    this.#sink = sink;
    source.on('data', (chunk: Buffer) => {
      onBytes(chunk.length);
      this.#take(chunk);
    });
    source.on('end', () => this.#take(undefined));
    sink.on('drain', () => this.#read());
  }

  /** Nothing passes any more, neither bytes nor an end, and nothing is lost. */
  hold(): void {
    this.#held = true;
    this.#source.pause();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  release(): void {
    this.#held = false;
    this.#release();
    this.#read();
  }

  /** Absent sends on at once; what waits keeps its time. */
  shape(bottleneck: Bottleneck | undefined): void {
    this.#bottleneck = bottleneck;
  }

  /** A connection that is opened through a slow link costs a round trip before its first byte leaves. */
  delayFirst(milliseconds: number): void {
    this.#leavesMs = performance.now() + milliseconds;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  #take(chunk: Buffer | undefined): void {
    const setUpMs = Math.max(0, this.#leavesMs - performance.now());
    const straight = this.#bottleneck === undefined && this.#waiting.length === 0;
    if (straight && setUpMs === 0 && this.#lastDueMs === 0 && !this.#held) {
      this.#pass(chunk);
      return;
    }
    for (const part of this.#bottleneck?.packets(chunk) ?? [chunk]) {
      const sentMs = this.#bottleneck?.dueMs(part?.length ?? 0) ?? performance.now();
      const dueMs = Math.max(this.#lastDueMs, sentMs + setUpMs);
      this.#lastDueMs = dueMs;
      this.#waiting.push({ dueMs, chunk: part });
      this.#waitingBytes += part?.length ?? 0;
    }
    if (this.#waitingBytes > QUEUE_LIMIT_BYTES) this.#source.pause();
    this.#release();
  }

  /** Passes what is due, and comes back for the next. */
  #release(): void {
    if (this.#held || this.#timer !== undefined) return;
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const waitMs = next.dueMs - performance.now();
      if (waitMs > 0) {
        this.#timer = setTimeout(() => {
          this.#timer = undefined;
          this.#release();
        }, waitMs);
        return;
      }
      this.#waiting.shift();
      this.#waitingBytes -= next.chunk?.length ?? 0;
      this.#pass(next.chunk);
    }
    this.#lastDueMs = 0;
    this.#read();
  }

  #pass(chunk: Buffer | undefined): void {
    if (chunk === undefined) this.#sink.end();
    else if (!this.#sink.write(chunk)) this.#source.pause();
  }

  #read(): void {
    if (this.#held || this.#sink.writableNeedDrain || this.#waitingBytes > QUEUE_LIMIT_BYTES) return;
    this.#source.resume();
  }
}
