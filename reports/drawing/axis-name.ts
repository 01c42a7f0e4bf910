/** More letters than this leave no room on a phone for what stands beside them. */
const SHORT = 14;

/**
 * A name for an axis: on a phone in two lines, because in one it would leave no room for its bar, and three would
 * overlap. It is cut where it is nearest to its middle: between its parts, or else between words.
 */
export function axisName(name: string, isNarrow: boolean): string | string[] {
  const isOfParts = name.includes(' · ');
  if (!isNarrow || (!isOfParts && name.length <= SHORT)) return name;
  const pieces = isOfParts ? name.split(/(?<= · )/) : name.split(/(?<=[ _])/);
  const cuts = pieces.slice(1).map((_, at) => [
    pieces
      .slice(0, at + 1)
      .join('')
      .replace(/ · $| $/, ''),
    pieces.slice(at + 1).join(''),
  ]);
  const longest = (lines: readonly string[]): number => Math.max(...lines.map(({ length }) => length));
  return cuts.sort((a, b) => longest(a) - longest(b))[0] ?? name;
}
