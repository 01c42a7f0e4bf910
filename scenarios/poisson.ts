import type { RandomSource } from './random.ts';

/**
 * The offsets of a Poisson process, in order: whole microseconds from 0 up to, excluding, the
 * horizon. A rate of 0 gives none.
 */
export function* poissonOffsets(
  random: RandomSource,
  ratePerSecond: number,
  horizonUs: number,
): Generator<number> {
  if (ratePerSecond <= 0) return;
  const meanGapUs = 1e6 / ratePerSecond;
  // The sum stays a fraction: rounding each gap instead would shift the rate.
  for (let atUs = random.exponential(meanGapUs); atUs < horizonUs; atUs += random.exponential(meanGapUs)) {
    yield Math.floor(atUs);
  }
}
