import type { LogEvent } from './event.ts';

/** The last `capacity` events of one channel; their ids follow each other without holes. */
export class EventRing {
  readonly #capacity: number;
  readonly #slots: LogEvent[] = [];
  /** What came before it was never here. */
  #firstId = 1;
  lastId = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The oldest event held; past `lastId` where there is none. */
  get oldestId(): number {
    return Math.max(this.#firstId, this.lastId - this.#capacity + 1);
  }

  /** Adds the event that follows the last one; returns the one that it takes the place of. */
  push(event: LogEvent): LogEvent | undefined {
    const slot = (event.id - 1) % this.#capacity;
    const evicted = this.#slots[slot];
    this.#slots[slot] = event;
    this.lastId = event.id;
    return evicted;
  }

  /** Goes on after this id, holding nothing of what came before. */
  skipTo(id: number): void {
    this.#slots.length = 0;
    this.#firstId = id + 1;
    this.lastId = id;
  }

  /** The events that follow this id, which must not be older than what is held. */
  after(id: number): LogEvent[] {
    const events: LogEvent[] = [];
    for (let next = id + 1; next <= this.lastId; next++) {
      events.push(this.#slots[(next - 1) % this.#capacity] as LogEvent);
    }
    return events;
  }
}
