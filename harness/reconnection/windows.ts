import type { FaultSeen } from '../incident.ts';
import type { Outage } from './outage-watch.ts';

/** An event that left the server so shortly before a cut may have been on its way. */
const IN_FLIGHT_US = 100_000;

/** Something that was done and takes connections away; times are of the monotonic clock. */
interface Cut {
  readonly atUs: number;
  readonly browser: number | null;
}

/** One subscriber's time without a connection. */
export interface Window {
  readonly outage: Outage;
  /** When it really began; where nothing that was done explains it, when its client knew of it. */
  readonly cutUs: number;
  readonly cutIsKnown: boolean;
  /**
   * From when on events may have been on their way when it began: 100 ms before; for one who asks,
   * since its last answer, because what happens between two polls waits for the next one; for one who
   * did not read, since then.
   */
  readonly pendingFromUs: number;
}

/** When each outage really began: with what was done to its browser, or to all, last before it. */
export function windowsOf(
  outages: readonly Outage[],
  { link, serverDeeds, plan }: Pick<FaultSeen, 'link' | 'serverDeeds' | 'plan'>,
  tabsPerBrowser: number,
  startAtUs: number,
): readonly Window[] {
  const cuts: Cut[] = [
    ...(link?.deeds ?? []).filter(
      ({ kind, connections }) => kind !== 'shape' && kind !== 'refuse' && connections > 0,
    ),
    ...serverDeeds.filter(({ kind }) => kind !== 'back').map(({ atUs }) => ({ atUs, browser: null })),
  ];
  const cutsOf = new Map<number | null, readonly Cut[]>(Map.groupBy(cuts, ({ browser }) => browser));
  const stoppedReading = new Map<number, number>();
  for (const step of plan.steps) {
    if (step.on !== 'tabs') continue;
    for (const tab of step.tabs) stoppedReading.set(tab, startAtUs + step.atUs);
  }
  const upBefore = new Map<number, number>();
  return outages.map((outage) => {
    const { tab, downUs, lastAnswerUs = Number.POSITIVE_INFINITY } = outage;
    const since = upBefore.get(tab) ?? 0;
    upBefore.set(tab, outage.upUs ?? Number.POSITIVE_INFINITY);
    const his = [...(cutsOf.get(null) ?? []), ...(cutsOf.get(Math.floor(tab / tabsPerBrowser)) ?? [])];
    const known = his.filter(({ atUs }) => atUs <= downUs && atUs >= since);
    const cutUs = known.length === 0 ? downUs : Math.max(...known.map(({ atUs }) => atUs));
    const unreadUs = stoppedReading.get(tab) ?? Number.POSITIVE_INFINITY;
    if (unreadUs <= downUs) stoppedReading.delete(tab);
    const pendingFromUs = Math.min(cutUs, lastAnswerUs, unreadUs) - IN_FLIGHT_US;
    return { outage, cutUs, cutIsKnown: known.length > 0, pendingFromUs };
  });
}
