import type { FaultSeen } from '../incident.ts';
import type { Reconnection } from '../results/reconnection-schema.ts';
import type { TrialPlan } from '../trial-plan.ts';
import type { MeasuredEvent } from './expected.ts';
import type { OutageReport } from './outage-watch.ts';
import type { Window } from './windows.ts';

type Loss = Reconnection['loss'];

/** What is known of one subscriber. */
interface Account {
  /** In order of time. */
  readonly windows: readonly Window[];
  /** Those of them after which it was told of a gap. */
  readonly announced: ReadonlySet<Window>;
}

const NOTHING: Account = { windows: [], announced: new Set() };

/**
 * Accounts for every delivery that was expected and did not come: what the fault explains, and what
 * nothing does. It goes by each subscriber's own windows, and by the time that each event was due.
 */
export function lossOf(
  plan: TrialPlan,
  startAtUs: number,
  windows: readonly Window[],
  reports: readonly OutageReport[],
  { serverDeeds }: Pick<FaultSeen, 'serverDeeds'>,
): Loss {
  const loss: Loss = {
    dueOffline: 0,
    lostOffline: 0,
    lostInFlight: 0,
    lostAnnounced: 0,
    lostForGood: 0,
    lostUpstream: 0,
    unexplained: 0,
  };
  const accounts = accountsOf(windows, reports);
  const publishersDown = (tab: number, atUs: number): boolean =>
    windowAt(accounts.get(tab) ?? NOTHING, atUs) !== undefined;

  function causeOf({ offsetUs, publisher }: MeasuredEvent, own: Account): keyof Loss {
    const atUs = offsetUs + startAtUs;
    const window = windowAt(own, atUs);
    if (window !== undefined && window.outage.upUs === undefined) return 'lostForGood';
    if (publisher !== undefined) {
      // Nobody took it, or a server that took it is gone, and no other one knows of it.
      if (publishersDown(publisher, atUs)) return 'lostUpstream';
      if (window !== undefined && serverDeeds.length > 0) return 'lostUpstream';
    }
    if (window === undefined) return 'unexplained';
    if (own.announced.has(window)) return 'lostAnnounced';
    if (plan.resume !== false) return 'unexplained';
    return atUs >= window.cutUs ? 'lostOffline' : 'lostInFlight';
  }

  for (const { events, channels, missed } of reports) {
    const offsets = new Map<string, number[]>();
    for (const [channel, own] of Map.groupBy(events, (event) => event.channel))
      offsets.set(
        channel,
        own.map(({ offsetUs }) => offsetUs),
      );
    for (const [tab, its] of channels) {
      const due = its.flatMap((channel) => offsets.get(channel) ?? []);
      for (const { cutUs, outage } of accounts.get(tab)?.windows ?? []) {
        const upUs = outage.upUs ?? Number.POSITIVE_INFINITY;
        loss.dueOffline += due.filter((at) => at + startAtUs >= cutUs && at + startAtUs <= upUs).length;
      }
    }
    for (const [tab, places] of missed) {
      const own = accounts.get(tab) ?? NOTHING;
      for (const place of places) loss[causeOf(events[place] as MeasuredEvent, own)]++;
    }
  }
  return loss;
}

/** The window that a loss at this time belongs to: what was on its way when it began is in it. */
function windowAt({ windows }: Account, atUs: number): Window | undefined {
  const next = windows.find(({ outage }) => outage.upUs === undefined || atUs <= outage.upUs);
  return next !== undefined && atUs >= next.pendingFromUs ? next : undefined;
}

function accountsOf(
  windows: readonly Window[],
  reports: readonly OutageReport[],
): ReadonlyMap<number, Account> {
  const gaps = Map.groupBy(
    reports.flatMap((report) => report.gaps),
    ({ tab }) => tab,
  );
  const accounts = new Map<number, Account>();
  for (const [tab, own] of Map.groupBy(windows, ({ outage }) => outage.tab)) {
    const announced = new Set<Window>();
    for (const { atUs } of gaps.get(tab) ?? []) {
      // It is told when it is back: of what came just before.
      const before = own.findLast(({ outage }) => outage.upUs !== undefined && outage.upUs <= atUs);
      if (before !== undefined) announced.add(before);
    }
    accounts.set(tab, { windows: own, announced });
  }
  return accounts;
}
