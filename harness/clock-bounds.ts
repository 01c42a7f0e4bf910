import type { ClockReading } from './results/clock-schema.ts';

/**
 * How far another process's clock may be ahead of this one's. A reading that was asked for and
 * answered here must, on one clock, lie between the two (Cristian, "Probabilistic clock
 * synchronization", 1989): each one narrows the bounds.
 */
export class ClockBounds {
  #atLeastUs = Number.NEGATIVE_INFINITY;
  #atMostUs = Number.POSITIVE_INFINITY;

  /** @param readUs what the other clock showed at some moment between asking and being answered */
  add(askedAtUs: number, readUs: number, answeredAtUs: number): void {
    this.#atLeastUs = Math.max(this.#atLeastUs, readUs - answeredAtUs);
    this.#atMostUs = Math.min(this.#atMostUs, readUs - askedAtUs);
  }

  /** Needs one reading at least. */
  get reading(): ClockReading {
    return { aheadAtLeastUs: this.#atLeastUs, aheadAtMostUs: this.#atMostUs };
  }
}
