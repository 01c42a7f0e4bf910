import type { ServerState } from '../../transports/server-state.ts';
import type { FaultSeen } from '../incident.ts';
import type { Reconnection } from '../results/reconnection-schema.ts';
import { spreadOf } from './spread.ts';
import type { Window } from './windows.ts';

/** From the cut to the client's knowing of it, where the cut is known. */
export const detectionsOf = (windows: readonly Window[]): readonly number[] =>
  windows.flatMap(({ cutIsKnown, outage, cutUs }) => (cutIsKnown ? [outage.downUs - cutUs] : []));

/** Who noticed that something was wrong, and by what. Times of the server are after the fault's beginning. */
export function noticedBy(
  windows: readonly Window[],
  { after, fault }: FaultSeen,
  startAtUs: number,
): Reconnection['noticed'] {
  const noticed: Reconnection['noticed'] = [];
  for (const [by, own] of Map.groupBy(windows, ({ outage }) => outage.cause)) {
    const took = spreadOf(detectionsOf(own));
    noticed.push({
      who: 'client',
      by,
      count: own.length,
      p50Us: took?.p50 ?? null,
      maxUs: took?.max ?? null,
    });
  }
  const { silentPeersAtUs = [], slowConsumersAtUs = [] } = after.cuts ?? {};
  for (const [by, times] of [
    ['missing pong', silentPeersAtUs],
    ['unread bytes', slowConsumersAtUs],
  ] as const) {
    const since = times.map((atUs) => atUs - startAtUs - fault.fromUs).filter((tookUs) => tookUs >= 0);
    const took = spreadOf(since);
    if (took === null) continue;
    noticed.push({ who: 'server', by, count: took.count, p50Us: took.p50, maxUs: took.max });
  }
  return noticed;
}

/**
 * Who had noticed nothing when a black hole ended: subscribers, and subscriptions or held polls that
 * the server still kept. Undefined where connections were not left half open.
 */
export function unnoticedBy(
  windows: readonly Window[],
  connectedAtStart: number,
  { plan, fault, before }: FaultSeen,
  boundaries: readonly ServerState[],
  startAtUs: number,
): Reconnection['unnoticed'] {
  if (!plan.steps.some((step) => step.on === 'link' && step.operation.kind === 'blackhole')) return undefined;
  const [fromUs, untilUs] = [startAtUs + fault.fromUs, startAtUs + fault.fromUs + fault.lengthUs];
  const knew = windows.filter(({ outage }) => outage.downUs >= fromUs && outage.downUs < untilUs);
  const last = boundaries.findLast(({ clock }) => clock.monotonicUs < untilUs);
  const held = ({ subscribers, waiters }: ServerState): number => subscribers + waiters;
  return {
    clients: connectedAtStart - new Set(knew.map(({ outage }) => outage.tab)).size,
    // What keeps no subscription has nothing to miss.
    server: last === undefined || held(before) === 0 ? null : held(last),
  };
}
