/** Enough for a p99 that people look at, and little to send four times a second. */
const MOST = 256;

/**
 * A few of the latencies since they were last taken, spread evenly, for people who watch. However many
 * deliveries there are, keeping them costs a comparison each: every n-th is kept, and n follows the rate.
 */
export class RecentLatencies {
  readonly #kept = new Float64Array(MOST);
  #keep = 0;
  #every = 1;
  #toGo = 1;
  #seen = 0;

  add(latencyUs: number): void {
    this.#seen++;
    this.#toGo--;
    if (this.#toGo > 0) return;
    this.#toGo = this.#every;
    // Where the rate has grown since, the newest take the places of the oldest.
    this.#kept[this.#keep % MOST] = latencyUs;
    this.#keep++;
  }

  /** Those that were kept, in no order; the next ones begin from none. */
  take(): Float64Array {
    const taken = this.#kept.slice(0, Math.min(this.#keep, MOST));
    this.#every = Math.max(1, Math.ceil(this.#seen / MOST));
    this.#toGo = this.#every;
    this.#keep = 0;
    this.#seen = 0;
    return taken;
  }
}
