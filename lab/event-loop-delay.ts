import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Fine enough for what a person would notice, at the price of 50 wake-ups a second. */
const RESOLUTION_MS = 20;

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
    const intervalUs = this.#histogram.percentile(99) / 1e3;
    return Number.isFinite(intervalUs) ? Math.max(0, intervalUs - RESOLUTION_MS * 1e3) : 0;
  }
}
