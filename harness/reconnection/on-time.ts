import type { Histogram } from 'hdr-histogram-js';
import { newLatencyHistogram, recordLatencyUs } from '../results/latency-histogram.ts';
import { BIN_US } from './bins.ts';

/**
 * A delivery comes in time that takes at most so much longer than the p99 of before the fault: above what a
 * garbage collection or a busy core adds, and about what a person notices.
 */
const MARGIN_US = 100_000;
/** A stretch is normal with at most one in so many late or lost. */
const ONE_LATE_IN = 100;
/** It is normal again when it stays so for as long. */
const STAYS_US = 1_000_000;

/**
 * Counts the deliveries of one load process that came in time, by when their events were due, and not by
 * when they came: so what is lost counts as well, and what comes late after a pause of the subscriber's
 * counts for the time that it should have been heard in. What is normal is what was before the fault, whatever the transport: for
 * a poller, up to an interval.
 */
export class OnTime {
  readonly inTime: Uint32Array;
  readonly #faultAtUs: number;
  readonly #healthy: Histogram = newLatencyHistogram();
  #limitUs: number | undefined;

  /** @param faultAtUs when it begins, on the clock of `receivedAtUs` */
  constructor(faultAtUs: number, bins: number) {
    this.#faultAtUs = faultAtUs;
    this.inTime = new Uint32Array(bins);
  }

  /** The first receipt of one event by one subscriber; the event was due so long after the schedule's start. */
  add(dueOffsetUs: number, latencyUs: number, receivedAtUs: number): void {
    if (receivedAtUs < this.#faultAtUs) {
      recordLatencyUs(this.#healthy, latencyUs);
      return;
    }
    // Without a delivery before the fault nothing is known to be normal, and nothing comes in time.
    this.#limitUs ??=
      this.#healthy.totalCount === 0 ? -1 : this.#healthy.getValueAtPercentile(99) + MARGIN_US;
    if (latencyUs <= this.#limitUs) (this.inTime[Math.floor(dueOffsetUs / BIN_US)] as number)++;
  }
}

/**
 * From the fault's end until deliveries come in time again and do so for a second: at most one in a hundred of
 * those due in 100 ms late or lost. What disturbs them later is not the fault's. `null` where it was still
 * so at the end. It goes by events: a subscriber that is back before the next one has missed nothing.
 *
 * @param untilUs the fault's end, after the schedule's start
 */
export function backToNormalUs(inTime: Uint32Array, due: Uint32Array, untilUs: number): number | null {
  let normalFromUs: number | null = untilUs;
  for (let bin = Math.floor(untilUs / BIN_US); bin < due.length; bin++) {
    const dueInBin = due[bin] ?? 0;
    if (dueInBin === 0) continue;
    const late = dueInBin - (inTime[bin] ?? 0);
    if (late * ONE_LATE_IN > dueInBin) normalFromUs = null;
    else {
      normalFromUs ??= bin * BIN_US;
      if (bin * BIN_US >= normalFromUs + STAYS_US) break;
    }
  }
  return normalFromUs === null ? null : Math.max(0, normalFromUs - untilUs);
}
