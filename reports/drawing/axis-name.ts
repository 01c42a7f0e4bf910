/** A case's name for an axis: on a phone a name in one line would leave no room for its bar, and three would overlap. */
export function axisName(name: string, isNarrow: boolean): string | string[] {
  const [transport = name, ...rest] = name.split(' · ');
  return isNarrow && rest.length > 0 ? [transport, rest.join(' · ')] : name;
}
