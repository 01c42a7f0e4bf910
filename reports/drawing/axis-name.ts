/** More letters than this leave no room on a phone for what stands beside them. */
const SHORT = 14;

/**
 * A name for an axis: on a phone in two lines, because in one it would leave no room for its bar, and three would
 * overlap. A case's are its transport and the rest; another name is cut where it is nearest to its middle.
 */
export function axisName(name: string, isNarrow: boolean): string | string[] {
  const [transport = name, ...rest] = name.split(' · ');
  if (!isNarrow) return name;
  if (rest.length > 0) return [transport, rest.join(' · ')];
  const cuts = [...name.matchAll(/ |(?<=_)/g)].map(({ index }) => index);
  if (name.length <= SHORT || cuts.length === 0) return name;
  const off = (cut: number): number => Math.abs(cut - name.length / 2);
  const cut = cuts.reduce((best, one) => (off(one) < off(best) ? one : best));
  return [name.slice(0, cut), name.slice(cut).trimStart()];
}
