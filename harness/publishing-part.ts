import type { Listener, ScheduledEvent } from '../scenarios/scenario.ts';

/** Which server publishes what a source says: the sources in turn, in the order in which they first speak. */
export function serverBySource(
  schedule: readonly ScheduledEvent[],
  servers: number,
): (source: string) => number {
  const turns = new Map<string, number>();
  for (const { source } of schedule) if (!turns.has(source)) turns.set(source, turns.size % servers);
  return (source) => turns.get(source) ?? 0;
}

/**
 * What one of several servers publishes. Each event is said by one of them, as in life; but where they share no
 * log, an event of a channel that only one subscriber follows is said by all: whichever that subscriber is
 * connected to has it, as a server has that works for the one who asked.
 *
 * @param own what the server's side publishes, in order of time
 */
export function publishingPart(
  own: readonly ScheduledEvent[],
  audience: readonly Listener[],
  { index, of, shared }: { readonly index: number; readonly of: number; readonly shared: boolean },
): readonly ScheduledEvent[] {
  if (of === 1) return own;
  const serverOf = serverBySource(own, of);
  const common = shared ? undefined : commonChannels(audience);
  return own.filter(({ source, channel }) => serverOf(source) === index || common?.has(channel) === false);
}

/** The channels that more than one member of the audience takes part in. */
export function commonChannels(audience: readonly Listener[]): ReadonlySet<string> {
  const members = new Map<string, number>();
  for (const { channels } of audience)
    for (const channel of channels) members.set(channel, (members.get(channel) ?? 0) + 1);
  return new Set([...members].flatMap(([channel, count]) => (count > 1 ? [channel] : [])));
}
