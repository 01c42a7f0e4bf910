import { messageOf } from '../lab/errors.ts';

/**
 * What was begun for something that ends as a whole, such as an experiment or a demonstration: all of it ends with
 * that, last first, and what comes too late ends at once.
 */
export class Endings {
  readonly #actions: (() => unknown)[] = [];
  /** What is being started may stand only when everything else has ended, and is ended all the same. */
  readonly #starting = new Set<Promise<unknown>>();
  #isOver = false;

  add(action: () => unknown): void {
    if (this.#isOver) void attempt(action).catch(console.error);
    else this.#actions.push(action);
  }

  keep<Thing>(start: Promise<Thing>, end: (thing: Thing) => unknown): Promise<Thing> {
    const kept = start.then((thing) => {
      this.add(() => end(thing));
      return thing;
    });
    const started = (): unknown => this.#starting.delete(kept);
    this.#starting.add(kept);
    kept.then(started, started);
    return kept;
  }

  /** Tries every ending, whatever becomes of the others; then rejects with what went wrong. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    do {
      await Promise.allSettled(this.#starting);
      for (let end = this.#actions.pop(); end !== undefined; end = this.#actions.pop()) {
        await attempt(end).catch((error: unknown) => failures.push(error));
      }
    } while (this.#starting.size > 0 || this.#actions.length > 0);
    this.#isOver = true;
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures, failures.map(messageOf).join('; '));
  }
}

const attempt = async (action: () => unknown): Promise<unknown> => action();
