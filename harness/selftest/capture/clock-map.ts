import { monotonicUs, unixUs } from '../../../lab/clock.ts';

/** One moment on both clocks. */
export interface Bracket {
  readonly monotonicUs: number;
  readonly unixUs: number;
  /** The moment is known to within so much, either way. */
  readonly errorUs: number;
}

const READINGS = 25;
/** The lab's clock is told in whole microseconds, rounded down. */
const RESOLUTION_US = 1;

/**
 * Reads both clocks at one moment: the wall clock is told in whole milliseconds, so the moment is the
 * one at which it goes to the next. Of some readings that which is bracketed most closely; takes
 * 25 ms, and keeps the process busy for them.
 */
export function readBothClocks(monotonic = monotonicUs, unix = unixUs): Bracket {
  let best: Bracket | undefined;
  let beforeUs = monotonic();
  let lastUs = unix();
  for (let seen = 0; seen < READINGS; ) {
    const startUs = monotonic();
    const nowUs = unix();
    if (nowUs !== lastUs) {
      seen++;
      const errorUs = (monotonic() + RESOLUTION_US - beforeUs) / 2;
      if (best === undefined || errorUs < best.errorUs) {
        best = { monotonicUs: beforeUs + errorUs, unixUs: nowUs, errorUs };
      }
    }
    lastUs = nowUs;
    beforeUs = startUs;
  }
  return best as Bracket;
}

export interface ClockMap {
  /** A moment of the wall clock on the lab's own. */
  toMonotonicUs(unixUs: number): number;
  /** How far a difference to one of the lab's times may be off: the brackets, what one clock gained on the other, rounding. */
  readonly errorUs: number;
}

/** Maps between two readings; the wall clock may be slewed meanwhile, which a straight line follows. */
export function mapClocks(start: Bracket, end: Bracket): ClockMap {
  const [first, last] = [start, end].map(({ monotonicUs: own, unixUs: unix }) => own - unix) as [
    number,
    number,
  ];
  const lengthUs = Math.max(1, end.unixUs - start.unixUs);
  return {
    toMonotonicUs: (unix) => unix + first + ((last - first) * (unix - start.unixUs)) / lengthUs,
    errorUs: Math.max(start.errorUs, end.errorUs) + Math.abs(last - first) / 2 + RESOLUTION_US,
  };
}
