import { z } from 'zod';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import { type Cursor, formatCursor } from './cursor.ts';
import type { LogEvent, PublishRequest } from './event.ts';
import type { EventRing } from './event-ring.ts';

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

/**
 * Events by channel, with ids 1, 2, 3 … without holes. `memory-log.ts` keeps them in this process alone,
 * `redis-log.ts` shares them with other servers.
 */
export interface EventLog {
  /** Distinguishes this log from one that began again: lower-case letters and digits. */
  readonly epoch: string;
  /**
   * Takes an event in; the id that it has, or is given later by who counts for several servers. The same
   * (`source`, `seq`) again has the id of the first. Throws a LabError, or rejects with one, which who does not wait may ignore.
   */
  append(request: PublishRequest, publishedAtUs: number): number | Promise<number>;
  /** Everything after the cursor that is still held; without a cursor, the log's end. */
  read(channel: string, after?: Cursor): Page;
  /** The channels that hold events, with their last ids. */
  channels(): Iterable<{ readonly channel: string; readonly lastId: number }>;
  /** One follower; a second one takes its place. */
  follow(follower: LogFollower): void;
  /**
   * What to wait for before reading after this cursor, which another server may have given out before this one
   * heard of it; undefined, as mostly, where there is nothing to wait for. Never rejects.
   */
  settle?(channel: string, after: Cursor): Promise<void> | undefined;
  /** How it stands with what is outside this process; absent where nothing is. */
  state?(): LogState;
  close?(): Promise<void>;
}

/** Who hears of what is new. */
export interface LogFollower {
  /** Once for each event, in the order of the ids of its channel. */
  onEvent(event: LogEvent): void;
  /**
   * The log cannot go on where its readers are: those who heard everything are at `wasAt`, and what follows it is
   * to be read. Without a channel it is so for all.
   */
  onBreak(wasAt: Cursor, channel?: string): void;
}

export const logState = z.object({
  kind: z.string(),
  /** How long it has not answered; 0 while all is well. */
  awayForUs: z.number().nonnegative(),
  /** Why, where it said so. */
  reason: z.string().optional(),
  /** Published here and not yet in the log. */
  waiting: z.number().int().nonnegative(),
  /** Since the start: taken from here, heard of all servers, and entries that were no events of this log. */
  published: z.number().int().nonnegative(),
  received: z.number().int().nonnegative(),
  malformed: z.number().int().nonnegative(),
  /** From publishing, at whichever server, to hearing of it here; summed over what was received. */
  tripSumUs: z.number(),
  tripMaxUs: z.number(),
});

export type LogState = z.infer<typeof logState>;

/** What follows a cursor in a ring, or in a channel that has none yet. */
export function pageOf(epoch: string, ring: EventRing | undefined, after: Cursor | undefined): Page {
  const [lastId, oldestId] = [ring?.lastId ?? 0, ring?.oldestId ?? 1];
  const { startAfter, gap } = position(after, { epoch, oldestId, lastId });
  const events = ring?.after(startAfter) ?? [];
  return { events, ...(gap && { gap }), cursor: formatCursor(epoch, lastId), lastId };
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

/** One channel more than the log may hold. */
export const logFull = (maxChannels: number, channel: string): LabError =>
  new LabError(codes['log-full'], {
    expected: `at most ${maxChannels} channels`,
    got: `one more, ${channel}`,
    remedy: 'Publish to fewer channels, or start the server again.',
    status: 503,
  });
