import { z } from 'zod';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import { type Cursor, formatCursor } from './cursor.ts';
import { LogEvent, type PublishRequest } from './event.ts';

const codes = defineErrorCodes({
  'log-full': 'The log holds as many channels as it may',
});

/**
 * What the log cannot give: ids `from`…`to` are gone or unknowable; it goes on after `to`.
 * `expired`: the ring moved on; `new-epoch`: the log began again; `ahead`: past the log's end.
 */
export const gapShape = z.object({
  from: z.number(),
  to: z.number(),
  reason: z.enum(['expired', 'new-epoch', 'ahead']),
});

export type Gap = Readonly<z.infer<typeof gapShape>>;

/** What follows a cursor. */
export interface Page {
  readonly events: readonly LogEvent[];
  readonly gap?: Gap;
  /** The position after this page, as `E.N`. */
  readonly cursor: string;
  readonly lastId: number;
}

/** The last `capacity` events of one channel. */
interface Ring {
  readonly slots: LogEvent[];
  lastId: number;
  /** (`source`, `seq`) → id of what the ring holds, so that a repeat changes nothing. */
  readonly ids: Map<string, number>;
}

export interface EventLogOptions {
  /** Distinguishes this log from one that began again: lower-case letters and digits. */
  readonly epoch: string;
  /** Events kept per channel. */
  readonly capacity: number;
  readonly maxChannels?: number;
}

/**
 * An in-memory log of events: per channel a ring with ids 1, 2, 3 … without holes.
 * Memory is bounded by capacity × channels.
 */
export class EventLog {
  readonly epoch: string;
  readonly #capacity: number;
  readonly #maxChannels: number;
  readonly #rings = new Map<string, Ring>();

  constructor({ epoch, capacity, maxChannels = 100_000 }: EventLogOptions) {
    this.epoch = epoch;
    this.#capacity = capacity;
    this.#maxChannels = maxChannels;
  }

  /** Appends, or returns the id that the same (`source`, `seq`) already has. */
  append(request: PublishRequest, publishedAtUs: number): { id: number; event?: LogEvent } {
    const ring = this.#rings.get(request.channel) ?? this.#openRing(request.channel);
    const identity = `${request.source} ${request.seq}`;
    const known = ring.ids.get(identity);
    if (known !== undefined) return { id: known };

    const id = ring.lastId + 1;
    const event = new LogEvent(request, { id, epoch: this.epoch, publishedAtUs });
    const slot = (id - 1) % this.#capacity;
    const evicted = ring.slots[slot];
    if (evicted !== undefined) ring.ids.delete(`${evicted.source} ${evicted.seq}`);
    ring.slots[slot] = event;
    ring.ids.set(identity, id);
    ring.lastId = id;
    return { id, event };
  }

  /** Everything after the cursor that is still held; without a cursor, the log's end. */
  read(channel: string, after?: Cursor): Page {
    const ring = this.#rings.get(channel);
    const lastId = ring?.lastId ?? 0;
    const oldestId = Math.max(1, lastId - this.#capacity + 1);
    const { startAfter, gap } = position(after, { epoch: this.epoch, oldestId, lastId });
    const events: LogEvent[] = [];
    for (let id = startAfter + 1; id <= lastId; id++) {
      events.push(ring?.slots[(id - 1) % this.#capacity] as LogEvent);
    }
    return { events, ...(gap && { gap }), cursor: formatCursor(this.epoch, lastId), lastId };
  }

  /** The channels that hold events, with their last ids. */
  *channels(): Iterable<{ channel: string; lastId: number }> {
    for (const [channel, { lastId }] of this.#rings) yield { channel, lastId };
  }

  #openRing(channel: string): Ring {
    if (this.#rings.size >= this.#maxChannels) {
      throw new LabError(codes['log-full'], {
        expected: `at most ${this.#maxChannels} channels`,
        got: `one more, ${channel}`,
        remedy: 'Publish to fewer channels, or start the server again.',
        status: 503,
      });
    }
    const ring: Ring = { slots: [], lastId: 0, ids: new Map() };
    this.#rings.set(channel, ring);
    return ring;
  }
}

interface Bounds {
  readonly epoch: string;
  readonly oldestId: number;
  readonly lastId: number;
}

/**
 * Where reading starts. A cursor of another epoch says nothing about this log, so everything held
 * is new to its reader; one past the end cannot be explained, so its reader goes on at the end.
 */
function position(after: Cursor | undefined, bounds: Bounds): { startAfter: number; gap?: Gap } {
  const { epoch, oldestId, lastId } = bounds;
  if (after === undefined) return { startAfter: lastId };
  if (after.epoch !== undefined && after.epoch !== epoch) {
    const to = oldestId - 1;
    return { startAfter: to, gap: { from: 1, to, reason: 'new-epoch' } };
  }
  if (after.id > lastId) {
    return { startAfter: lastId, gap: { from: lastId + 1, to: lastId, reason: 'ahead' } };
  }
  if (after.id < oldestId - 1) {
    const to = oldestId - 1;
    return { startAfter: to, gap: { from: after.id + 1, to, reason: 'expired' } };
  }
  return { startAfter: after.id };
}
