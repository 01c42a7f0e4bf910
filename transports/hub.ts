import { monotonicUs } from '../lab/clock.ts';
import type { Cursor } from './cursor.ts';
import type { LogEvent, PublishRequest } from './event.ts';
import type { EventLog, LogFollower, LogState, Page } from './event-log.ts';
import { WriteTimes } from './write-times.ts';

/** One who hears a channel's events as they are published. */
export interface Subscriber {
  readonly channel: string;
  deliver(event: LogEvent): void;
  /** The log cannot go on where this subscriber is, for the reason that the page's gap gives; it goes on with the page. */
  goOn(page: Page): void;
}

/** The log and those who follow it: what is new in the log is delivered to the channel's subscribers. */
export class Hub implements LogFollower {
  readonly writes: WriteTimes;
  readonly #log: EventLog;
  readonly #clock: () => number;
  /** Per channel: subscriber → the last id that it had when it joined. */
  readonly #audiences = new Map<string, Map<Subscriber, number>>();

  constructor(log: EventLog, clock: () => number = monotonicUs) {
    this.#log = log;
    this.#clock = clock;
    this.writes = new WriteTimes(clock);
    log.follow(this);
  }

  get epoch(): string {
    return this.#log.epoch;
  }

  /** Of what the log keeps outside this process; undefined where it keeps nothing there. */
  get logState(): LogState | undefined {
    return this.#log.state?.();
  }

  /** Hands the event to the log; its id, where the log gives it at once. Publishing the same event again changes nothing. */
  publish(request: PublishRequest): number | undefined {
    const id = this.#log.append(request, this.#clock());
    return typeof id === 'number' ? id : undefined;
  }

  /** The same for who wants to know that the log has it: rejects with a LabError where it does not take it. */
  async publishForSure(request: PublishRequest): Promise<number> {
    return this.#log.append(request, this.#clock());
  }

  onEvent(event: LogEvent): void {
    const audience = this.#audiences.get(event.channel);
    if (audience === undefined) return;
    this.writes.beginFanOut(event);
    // A Map may change while it is walked: who leaves is not visited any more, and who joins during
    // the walk has read this event from the log already, which its `joinedAt` tells.
    for (const [subscriber, joinedAt] of audience) {
      if (joinedAt < event.id) subscriber.deliver(event);
    }
    this.writes.endFanOut();
  }

  onBreak(wasAt: Cursor, channel?: string): void {
    const audiences = channel === undefined ? this.#audiences.values() : [this.#audiences.get(channel)];
    for (const audience of audiences) {
      for (const [subscriber, joinedAt] of audience ?? []) {
        const page = this.#log.read(subscriber.channel, { ...wasAt, id: Math.max(wasAt.id, joinedAt) });
        if (page.gap === undefined) continue;
        audience?.set(subscriber, page.lastId);
        subscriber.goOn(page);
      }
    }
  }

  /**
   * Calls back as soon as the log can be read after this cursor: at once, but where another server has given it
   * out and this one has not heard of it yet.
   */
  whenKnown(channel: string, after: Cursor | undefined, read: () => void): void {
    const settled = after && this.#log.settle?.(channel, after);
    if (settled === undefined) read();
    else void settled.then(read);
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
