import type { Cursor } from './cursor.ts';
import { LogEvent, type PublishRequest } from './event.ts';
import { type EventLog, type LogFollower, logFull, type Page, pageOf } from './event-log.ts';
import { EventRing } from './event-ring.ts';

export interface MemoryLogOptions {
  readonly epoch: string;
  /** Events kept per channel. */
  readonly capacity: number;
  readonly maxChannels?: number;
}

/** One channel: its events, and (`source`, `seq`) → id of what is held, so that a repeat changes nothing. */
interface Channel {
  readonly ring: EventRing;
  readonly ids: Map<string, number>;
}

/** The log of one server by itself. Memory is bounded by capacity × channels. */
export class MemoryLog implements EventLog {
  readonly epoch: string;
  readonly #capacity: number;
  readonly #maxChannels: number;
  readonly #channels = new Map<string, Channel>();
  #follower: LogFollower | undefined;

  constructor({ epoch, capacity, maxChannels = 100_000 }: MemoryLogOptions) {
    this.epoch = epoch;
    this.#capacity = capacity;
    this.#maxChannels = maxChannels;
  }

  append(request: PublishRequest, publishedAtUs: number): number {
    const { ring, ids } = this.#channels.get(request.channel) ?? this.#openChannel(request.channel);
    const identity = `${request.source} ${request.seq}`;
    const known = ids.get(identity);
    if (known !== undefined) return known;

    const id = ring.lastId + 1;
    const event = new LogEvent(request, { id, epoch: this.epoch, publishedAtUs });
    const evicted = ring.push(event);
    if (evicted !== undefined) ids.delete(`${evicted.source} ${evicted.seq}`);
    ids.set(identity, id);
    this.#follower?.onEvent(event);
    return id;
  }

  read(channel: string, after?: Cursor): Page {
    return pageOf(this.epoch, this.#channels.get(channel)?.ring, after);
  }

  *channels(): Iterable<{ channel: string; lastId: number }> {
    for (const [channel, { ring }] of this.#channels) yield { channel, lastId: ring.lastId };
  }

  follow(follower: LogFollower): void {
    this.#follower = follower;
  }

  #openChannel(name: string): Channel {
    if (this.#channels.size >= this.#maxChannels) throw logFull(this.#maxChannels, name);
    const channel: Channel = { ring: new EventRing(this.#capacity), ids: new Map() };
    this.#channels.set(name, channel);
    return channel;
  }
}
