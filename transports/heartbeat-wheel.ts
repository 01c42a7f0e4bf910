/** Whoever keeps a connection alive or checks that its peer still is. */
export interface Beating {
  beat(): void;
}

const SLOTS = 16;

/**
 * One timer for all heartbeats. Members sit in slots that come due one after the other, so that
 * 15,000 connections do not all write in the same tick; each beats at least once per interval: a
 * turn takes a slot less than that, because timers are late and never early. So a peer that answers no
 * ping is found out within two intervals.
 */
export class HeartbeatWheel {
  readonly #slots: ReadonlyArray<Set<Beating>> = Array.from({ length: SLOTS }, () => new Set());
  readonly #timer: NodeJS.Timeout;
  #next = 0;
  #due = 0;

  constructor(intervalMs: number) {
    this.#timer = setInterval(() => this.#turn(), intervalMs / (SLOTS + 1));
    this.#timer.unref();
  }

  /** Adds a member and returns its slot, which `remove` wants back. The first beat comes after a whole turn at the latest. */
  add(member: Beating): number {
    const slot = this.#next;
    this.#next = (this.#next + 1) % SLOTS;
    this.#slots[slot]?.add(member);
    return slot;
  }

  remove(member: Beating, slot: number): void {
    this.#slots[slot]?.delete(member);
  }

  get size(): number {
    return this.#slots.reduce((sum, slot) => sum + slot.size, 0);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #turn(): void {
    for (const member of this.#slots[this.#due] ?? []) member.beat();
    this.#due = (this.#due + 1) % SLOTS;
  }
}
