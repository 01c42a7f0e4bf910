import type { Trial } from '../../harness/results/schema.ts';
import type { Stretch } from './timeline.ts';

const SECOND_US = 1e6;

/**
 * For every slice of a trial, the attempts to come back that began in the second up to its end. A sum over a
 * whole second, and not a slice's own rate: what all do in one instant is as many per second as they are.
 */
export function attemptsPerSecond({
  reconnection,
}: Trial): readonly (Stretch & { readonly attempts: number })[] {
  const slices = reconnection?.slices ?? [];
  return slices.map(({ atUs, widthUs }) => {
    const endUs = atUs + widthUs;
    const within = slices.filter((other) => other.atUs < endUs && other.atUs >= endUs - SECOND_US);
    return { atUs, widthUs, attempts: within.reduce((sum, { attempts }) => sum + attempts, 0) };
  });
}
