import type { FaultSeen } from '../incident.ts';
import type { Reconnection } from '../results/reconnection-schema.ts';
import type { TrialPlan } from '../trial-plan.ts';
import type { Outage, OutageReport } from './outage-watch.ts';

/** An event that left the server so shortly before a cut may have been on its way. */
const IN_FLIGHT_US = 100_000;
/** A client may hear of a cut a moment before the link has said when it was. */
const CLOCK_SLACK_US = 5_000;

/** Something that was done and takes connections away; times are of the monotonic clock. */
interface Cut {
  readonly atUs: number;
  readonly browser: number | null;
}

/** An outage with the cut that it comes of; without one, it began when its client knew of it. */
export interface Window {
  readonly outage: Outage;
  readonly cutUs: number;
  readonly cutIsKnown: boolean;
}

/** When each outage really began: with what was done to its browser, or to all, last before it. */
export function windowsOf(
  outages: readonly Outage[],
  { link, serverDeeds }: Pick<FaultSeen, 'link' | 'serverDeeds'>,
  tabsPerBrowser: number,
): readonly Window[] {
  const cuts: Cut[] = [
    ...(link?.deeds ?? []).filter(
      ({ kind, connections }) => kind !== 'shape' && kind !== 'refuse' && connections > 0,
    ),
    ...serverDeeds.filter(({ kind }) => kind !== 'back').map(({ atUs }) => ({ atUs, browser: null })),
  ];
  const upBefore = new Map<number, number>();
  return outages.map((outage) => {
    const browser = Math.floor(outage.tab / tabsPerBrowser);
    const since = upBefore.get(outage.tab) ?? 0;
    upBefore.set(outage.tab, outage.upUs ?? Number.POSITIVE_INFINITY);
    let cutUs: number | undefined;
    for (const cut of cuts) {
      const his = cut.browser === null || cut.browser === browser;
      const inTime = cut.atUs <= outage.downUs + CLOCK_SLACK_US && cut.atUs >= since;
      if (his && inTime && cut.atUs > (cutUs ?? 0)) cutUs = cut.atUs;
    }
    return {
      outage,
      cutUs: Math.min(cutUs ?? outage.downUs, outage.downUs),
      cutIsKnown: cutUs !== undefined,
    };
  });
}

/**
 * Accounts for every delivery that was expected and did not come: what the fault explains, and what
 * nothing does. It goes by each subscriber's own windows, and by the time that each event was due.
 */
export function lossOf(
  plan: TrialPlan,
  startAtUs: number,
  windows: readonly Window[],
  reports: readonly OutageReport[],
): Reconnection['loss'] {
  const loss = {
    dueOffline: 0,
    lostOffline: 0,
    lostInFlight: 0,
    lostAnnounced: 0,
    lostForGood: 0,
    lostUpstream: 0,
    unexplained: 0,
  };
  const byTab = Map.groupBy(windows, ({ outage }) => outage.tab);
  for (const { due, channels, missed, gaps, upstream } of reports) {
    const told = new Set(gaps.map(({ tab }) => tab));
    for (const [tab, own] of byTab) {
      const offsets = (channels.get(tab) ?? []).map((channel) => due.get(channel) ?? new Float64Array());
      for (const window of own) {
        for (const times of offsets)
          loss.dueOffline += times.filter((at) => isWithin(at + startAtUs, window)).length;
      }
    }
    for (const [tab, offsets] of missed) {
      const own = byTab.get(tab) ?? [];
      for (const offsetUs of offsets) loss[causeOf(offsetUs + startAtUs, own, told.has(tab))]++;
    }
    // The cause of one loss; the most telling first.
    function causeOf(atUs: number, own: readonly Window[], gapTold: boolean): keyof typeof loss {
      const within = own.find((window) => isWithin(atUs, window));
      if (within !== undefined && within.outage.upUs === undefined) return 'lostForGood';
      if (upstream && atUs >= startAtUs + (plan.fault?.fromUs ?? 0) - IN_FLIGHT_US) return 'lostUpstream';
      if (gapTold) return 'lostAnnounced';
      if (plan.resume !== false) return 'unexplained';
      if (within !== undefined) return 'lostOffline';
      const before = own.some(({ cutUs }) => atUs < cutUs && atUs >= cutUs - IN_FLIGHT_US);
      return before ? 'lostInFlight' : 'unexplained';
    }
  }
  return loss;
}

const isWithin = (atUs: number, { cutUs, outage }: Window): boolean =>
  atUs >= cutUs && atUs <= (outage.upUs ?? Number.POSITIVE_INFINITY);
