import type { Histogram } from 'hdr-histogram-js';
import type { Delivery, LoadScene } from '../meter.ts';
import { newLatencyHistogram, recordLatencyUs } from '../results/latency-histogram.ts';
import { BIN_US } from './bins.ts';

/** A delivery is late that takes more than so many times the p99 of before. */
const LATE_FACTOR = 2;

/** Tells deliveries that are late from those that take as long as before the fault. */
export class LateWatch {
  readonly all: Uint32Array;
  readonly late: Uint32Array;
  readonly #startAtUs: number;
  readonly #fromUs: number;
  readonly #healthy: Histogram = newLatencyHistogram();
  #limitUs: number | undefined;

  constructor({ plan, startAtUs }: LoadScene, bins: number) {
    this.#startAtUs = startAtUs;
    this.#fromUs = startAtUs + (plan.fault?.fromUs ?? 0);
    this.all = new Uint32Array(bins);
    this.late = new Uint32Array(bins);
  }

  add({ event, receivedAtUs, measured }: Delivery): void {
    if (!measured) return;
    const latencyUs = receivedAtUs - event.intendedAtUs;
    if (receivedAtUs < this.#fromUs) {
      recordLatencyUs(this.#healthy, latencyUs);
      return;
    }
    this.#limitUs ??= LATE_FACTOR * this.#healthy.getValueAtPercentile(99);
    const bin = Math.floor((receivedAtUs - this.#startAtUs) / BIN_US);
    (this.all[bin] as number)++;
    if (latencyUs > this.#limitUs) (this.late[bin] as number)++;
  }
}
