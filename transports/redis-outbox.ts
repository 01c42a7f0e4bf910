import { setTimeout as wait } from 'node:timers/promises';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import type { PublishRequest } from './event.ts';
import { logFull } from './event-log.ts';
import { encodeEvent } from './redis-entry.ts';

const codes = defineErrorCodes({
  'log-away': 'The log that the servers share is away, and more is waiting for it than may',
});

/** Of one round trip. */
const MOST_EVENTS = 256;
const MOST_BYTES = 1024 * 1024;
const RETRY_MS = 100;

interface Waiting {
  readonly channel: string;
  readonly identity: string;
  readonly event: string;
  readonly settle: (id: number) => void;
  readonly fail: (error: LabError) => void;
}

export interface OutboxOptions {
  readonly maxChannels: number;
  /** Of all that waits while Redis is away: past it, publishers are told. */
  readonly mostWaitingBytes: number;
  /** Appends one batch; its ids. Rejects where it is not known whether it came. */
  readonly send: (words: readonly string[]) => Promise<readonly number[]>;
  readonly onFailure: (error: unknown) => void;
}

/**
 * What is published here, on its way to Redis: in order, one batch at a time. While a batch is out the next one
 * gathers, so that a slow Redis gets larger batches and not a longer queue of questions. A batch that failed is
 * sent again as it was: what Redis has of it already keeps its ids.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  #queue: Waiting[] = [];
  #bytes = 0;
  #sending = false;
  #closed = false;
  published = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get waiting(): number {
    return this.#queue.length;
  }

  /** Resolves with the id when Redis has given it. Rejects with a LabError, which who does not wait may ignore. */
  append(request: PublishRequest, publishedAtUs: number): Promise<number> {
    const { channel, source, seq } = request;
    const event = encodeEvent(request, publishedAtUs);
    const { promise, resolve: settle, reject: fail } = Promise.withResolvers<number>();
    promise.catch(() => {});
    if (this.#bytes + event.length > this.#options.mostWaitingBytes) {
      fail(this.#tooMuch());
      return promise;
    }
    this.#queue.push({ channel, identity: `${channel} ${source} ${seq}`, event, settle, fail });
    this.#bytes += event.length;
    // What else is published in this tick goes with it.
    if (!this.#sending) {
      this.#sending = true;
      queueMicrotask(() => void this.#sendAll());
    }
    return promise;
  }

  /** Ends the sending; what still waits is not published. */
  close(): void {
    this.#closed = true;
  }

  async #sendAll(): Promise<void> {
    while (this.#queue.length > 0 && !this.#closed) {
      const batch = this.#nextBatch();
      const words = batch.flatMap(({ channel, identity, event }) => [channel, identity, event]);
      try {
        this.#settle(batch, await this.#options.send(words));
      } catch (error) {
        this.#options.onFailure(error);
        await wait(RETRY_MS);
      }
    }
    this.#sending = false;
  }

  #nextBatch(): readonly Waiting[] {
    let bytes = 0;
    const fits = (one: Waiting): boolean => {
      bytes += one.event.length;
      return bytes <= MOST_BYTES;
    };
    const [first, ...others] = this.#queue.slice(0, MOST_EVENTS) as [Waiting, ...Waiting[]];
    bytes = first.event.length;
    const end = others.findIndex((one) => !fits(one));
    return [first, ...(end === -1 ? others : others.slice(0, end))];
  }

  #settle(batch: readonly Waiting[], ids: readonly number[]): void {
    this.#queue = this.#queue.slice(batch.length);
    for (const [place, { channel, event, settle, fail }] of batch.entries()) {
      const id = ids[place] ?? 0;
      this.#bytes -= event.length;
      this.published++;
      if (id > 0) settle(id);
      else fail(logFull(this.#options.maxChannels, channel));
    }
  }

  #tooMuch(): LabError {
    return new LabError(codes['log-away'], {
      expected: 'Redis to take what is published',
      got: `${this.#queue.length} events that wait for it`,
      remedy: 'Publish it again later: the same (source, seq) is never taken twice.',
      status: 503,
    });
  }
}
