import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Fine enough for what a person would notice, at the price of 50 wake-ups a second. */
const RESOLUTION_MS = 20;

/** A shorter delay may fall between two looks and stay unseen; a longer one looks shorter by up to this. */
export const EVENT_LOOP_RESOLUTION_US = RESOLUTION_MS * 1e3;

/** Watches how late the event loop is. */
export class EventLoopDelay {
  readonly #histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  /** Begins to watch, or begins again. */
  start(): void {
    this.#histogram.reset();
    this.#histogram.enable();
  }

  stop(): void {
    this.#histogram.disable();
  }

  /** In microseconds since `start`; Node's histogram holds the time between two wake-ups, not the delay. */
  get p99Us(): number {
    return delayUs(this.#histogram.percentile(99));
  }

  /** The longest since `start`. */
  get maxUs(): number {
    return delayUs(this.#histogram.max);
  }
}

function delayUs(intervalNs: number): number {
  const us = intervalNs / 1e3;
  return Number.isFinite(us) ? Math.max(0, us - RESOLUTION_MS * 1e3) : 0;
}
