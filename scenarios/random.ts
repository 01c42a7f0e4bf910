import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded stream of random numbers. */
export interface RandomSource {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Uniform integer in [0, bound). */
  below(bound: number): number;
  /** Exponential with the given mean: the gaps of a Poisson process. */
  exponential(mean: number): number;
}

/**
 * The random stream that a seed and a name have together. Streams of different names are
 * independent, so that adding a source does not move the events of another.
 */
export function randomSource(seed: string, name: string): RandomSource {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, name]))
    .digest();
  const generator = xoroshiro128plus(digest.readInt32LE(0));
  const uniform = (): number => uniformFloat64(generator);
  return {
    uniform,
    below: (bound) => Math.floor(uniform() * bound),
    exponential: (mean) => -Math.log1p(-uniform()) * mean,
  };
}
