import { monotonicUs } from '../lab/clock.ts';
import type { Cursor } from './cursor.ts';
import type { LogEvent, PublishRequest } from './event.ts';
import type { EventLog, Page } from './event-log.ts';
import { WriteTimes } from './write-times.ts';

/** One who hears a channel's events as they are published. */
export interface Subscriber {
  readonly channel: string;
  deliver(event: LogEvent): void;
}

/** The log and those who follow it: publishing appends, then delivers to the channel's subscribers. */
export class Hub {
  readonly writes: WriteTimes;
  readonly #log: EventLog;
  readonly #clock: () => number;
  /** Per channel: subscriber → the last id that the log held when it joined. */
  readonly #audiences = new Map<string, Map<Subscriber, number>>();

  constructor(log: EventLog, clock: () => number = monotonicUs) {
    this.#log = log;
    this.#clock = clock;
    this.writes = new WriteTimes(clock);
  }

  get epoch(): string {
    return this.#log.epoch;
  }

  /** Appends and delivers; returns the event's id. Publishing the same event again changes nothing. */
  publish(request: PublishRequest): number {
    const { id, event } = this.#log.append(request, this.#clock());
    if (event === undefined) return id;
    const audience = this.#audiences.get(request.channel);
    if (audience === undefined) return id;
    this.writes.beginFanOut(event);
    // A Map may change while it is walked: who leaves is not visited any more, and who joins during
    // the walk has read this event from the log already, which its `joinedAt` tells.
    for (const [subscriber, joinedAt] of audience) {
      if (joinedAt < id) subscriber.deliver(event);
    }
    this.writes.endFanOut();
    return id;
  }

  read(channel: string, after?: Cursor): Page {
    return this.#log.read(channel, after);
  }

  /** Reads what follows the cursor and subscribes in one step, so that nothing falls in between. */
  join(subscriber: Subscriber, after?: Cursor): Page {
    const page = this.#log.read(subscriber.channel, after);
    let audience = this.#audiences.get(subscriber.channel);
    if (audience === undefined) {
      audience = new Map();
      this.#audiences.set(subscriber.channel, audience);
    }
    audience.set(subscriber, page.lastId);
    return page;
  }

  leave(subscriber: Subscriber): void {
    const audience = this.#audiences.get(subscriber.channel);
    audience?.delete(subscriber);
    if (audience?.size === 0) this.#audiences.delete(subscriber.channel);
  }

  /** How many follow a channel at this moment. */
  get subscribers(): number {
    let sum = 0;
    for (const audience of this.#audiences.values()) sum += audience.size;
    return sum;
  }

  /** Every channel with events or subscribers. */
  channels(): { channel: string; lastId: number; subscribers: number }[] {
    const lastIds = new Map<string, number>();
    for (const channel of this.#audiences.keys()) lastIds.set(channel, 0);
    for (const { channel, lastId } of this.#log.channels()) lastIds.set(channel, lastId);
    return Array.from(lastIds, ([channel, lastId]) => ({
      channel,
      lastId,
      subscribers: this.#audiences.get(channel)?.size ?? 0,
    }));
  }
}
