import type { Curve } from '../report.ts';

/**
 * The share of samples at or below each of these values, which ascend: between the points of the curve in a straight
 * line over the logarithm of time; 0 before it, and null after its end, where the samples no longer support a figure.
 */
export function sharesBelow({ points }: Curve, valuesUs: readonly number[]): readonly (number | null)[] {
  let at = 0;
  return valuesUs.map((us) => {
    while (at < points.length && (points[at]?.us ?? 0) <= us) at += 1;
    const [below, above] = [points[at - 1], points[at]];
    if (below === undefined) return 0;
    if (above === undefined) return below.us === us ? below.p : null;
    const way = Math.log(us / below.us) / Math.log(above.us / below.us);
    return below.p + (above.p - below.p) * way;
  });
}
