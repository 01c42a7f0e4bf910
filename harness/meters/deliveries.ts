import { expectedDeliveries } from '../../scenarios/schedule.ts';
import type { Gap } from '../../transports/event-log.ts';
import type { Collector, Delivery, LoadScene, Meter } from '../meter.ts';
import { horizonUsOf } from '../trial-plan.ts';

/** Sums over the tabs of one load process. */
interface Report {
  readonly expected: number;
  readonly received: number;
  readonly lost: number;
  /** Not received by tabs that had no connection: they are starved, and nothing was lost on its way. */
  readonly missedByStarved: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly unexpected: number;
}

/**
 * What came of one channel: a row for each measured event, a column for each of its tabs. They hear an
 * event one after the other, so a row is written from end to end.
 */
interface Sheet {
  readonly channel: string;
  readonly counts: Uint8Array;
  readonly columns: number;
}

/** One tab's part of the ledger. Its present channel is kept at hand, because most have but one. */
interface Account {
  /** Its columns, one for each of its channels. */
  readonly seats: readonly { readonly sheet: Sheet; readonly column: number }[];
  readonly starved: boolean;
  sheet: Sheet | undefined;
  column: number;
  /** Of the measured events of the present channel. */
  lastId: number;
}

/**
 * Accounts for every expected delivery of every tab. What is expected follows from the schedule;
 * an event is known by (`source`, `seq`), because ids may begin again with the log.
 */
class Ledger implements Collector<Report> {
  /** Source → by `seq - 1`: the event's place among its channel's measured events, or -1. */
  readonly #places = new Map<string, Int32Array>();
  /** By tab. */
  readonly #accounts: Account[] = [];
  readonly #expected: number;
  readonly #resume: boolean | undefined;
  /** What is still to come, for tabs that had a connection. */
  #outstanding = 0;
  #missedByStarved = 0;
  #duplicated = 0;
  #reordered = 0;
  #unexpected = 0;

  constructor({ plan, schedule, audience, tabs, starved }: LoadScene) {
    this.#resume = plan.resume;
    const window = { fromUs: plan.warmUpUs, toUs: horizonUsOf(plan) };
    const sizes = new Map<string, number>();
    for (const [source, events] of Map.groupBy(schedule, (event) => event.source)) {
      this.#places.set(source, new Int32Array(events.length).fill(-1));
    }
    for (const { source, seq, channel, offsetUs } of schedule) {
      if (offsetUs < window.fromUs || offsetUs >= window.toUs) continue;
      const place = sizes.get(channel) ?? 0;
      sizes.set(channel, place + 1);
      (this.#places.get(source) as Int32Array)[seq - 1] = place;
    }
    const columns = new Map<string, number>();
    for (const tab of tabs) {
      for (const channel of audience[tab]?.channels ?? [])
        columns.set(channel, (columns.get(channel) ?? 0) + 1);
    }
    const sheets = new Map<string, Sheet & { taken: number }>();
    for (const [channel, count] of columns) {
      const counts = new Uint8Array((sizes.get(channel) ?? 0) * count);
      sheets.set(channel, { channel, counts, columns: count, taken: 0 });
    }
    const expected = expectedDeliveries(audience, schedule, window);
    let sum = 0;
    for (const tab of tabs) {
      const own = expected[tab]?.length ?? 0;
      sum += own;
      if (starved.has(tab)) this.#missedByStarved += own;
      else this.#outstanding += own;
      const channels = audience[tab]?.channels ?? [];
      const seats = channels.map((channel) => {
        const sheet = sheets.get(channel) as Sheet & { taken: number };
        return { sheet, column: sheet.taken++ };
      });
      this.#accounts[tab] = { seats, starved: starved.has(tab), sheet: undefined, column: 0, lastId: 0 };
    }
    this.#expected = sum;
  }

  onDelivery({ tab, event }: Delivery): void {
    const account = this.#accounts[tab];
    if (account !== undefined && account.sheet?.channel !== event.channel) visit(account, event.channel);
    const sheet = account?.sheet;
    const place = this.#places.get(event.source)?.[event.seq - 1];
    if (account === undefined || sheet === undefined || place === undefined) {
      this.#unexpected++;
      return;
    }
    // Of the warm-up; who receives it is not held to account for it.
    if (place === -1) return;
    const cell = place * sheet.columns + account.column;
    const before = sheet.counts[cell] ?? 0;
    sheet.counts[cell] = Math.min(255, before + 1);
    if (before > 0) {
      this.#duplicated++;
      return;
    }
    if (account.starved) this.#missedByStarved--;
    else this.#outstanding--;
    if (event.id < account.lastId) this.#reordered++;
    else account.lastId = event.id;
  }

  /** A log that began again counts from 1 again. */
  onGap(tab: number, { reason }: Gap): void {
    if (reason === 'new-epoch') this.#orderBeginsAgain(tab);
  }

  /** Who comes back without an id is told of no gap. */
  onOpen(tab: number): void {
    if (this.#resume === false) this.#orderBeginsAgain(tab);
  }

  #orderBeginsAgain(tab: number): void {
    const account = this.#accounts[tab];
    if (account !== undefined) account.lastId = 0;
  }

  outstanding(): number {
    return this.#outstanding;
  }

  report(): Report {
    return {
      expected: this.#expected,
      received: this.#expected - this.#outstanding - this.#missedByStarved,
      lost: this.#outstanding,
      missedByStarved: this.#missedByStarved,
      duplicated: this.#duplicated,
      reordered: this.#reordered,
      unexpected: this.#unexpected,
    };
  }
}

function visit(account: Account, channel: string): void {
  const seat = account.seats.find(({ sheet }) => sheet.channel === channel);
  account.sheet = seat?.sheet;
  account.column = seat?.column ?? 0;
  account.lastId = 0;
}

const metric = (name: string, en: string, ko: string) => ({
  path: `deliveries.${name}`,
  title: { en, ko },
  unit: 'count' as const,
});

/** The reference meter: what was expected, and what became of it, per subscriber. */
export default {
  id: 'deliveries',
  metrics: [
    metric('expected', 'Expected deliveries', '예정된 전달'),
    metric('received', 'Received', '받음'),
    { ...metric('lost', 'Lost', '유실'), better: 'lower' },
    { ...metric('duplicated', 'Duplicated', '중복'), better: 'lower' },
    { ...metric('reordered', 'Reordered', '순서 바뀜'), better: 'lower' },
    { ...metric('missedByStarved', 'Missed by starved tabs', '연결을 얻지 못한 탭이 놓침'), better: 'lower' },
    { ...metric('starved', 'Starved tabs', '연결을 얻지 못한 탭'), better: 'lower' },
  ],
  collect: (scene) => new Ledger(scene),
  section: ({ load }, reports) => {
    const sum = (name: keyof Report): number => reports.reduce((total, report) => total + report[name], 0);
    return {
      deliveries: {
        expected: sum('expected'),
        received: sum('received'),
        lost: sum('lost'),
        missedByStarved: sum('missedByStarved'),
        duplicated: sum('duplicated'),
        reordered: sum('reordered'),
        unexpected: sum('unexpected'),
        starved: load.reduce((total, { starved }) => total + starved, 0),
      },
    };
  },
} satisfies Meter<Report>;
