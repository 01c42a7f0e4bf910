import type { Gap } from '../../transports/event-log.ts';
import type { DownCause } from '../../transports/transport.ts';
import type { Collector, Delivery, LoadScene } from '../meter.ts';
import { encodeHistogram, newLatencyHistogram, recordLatencyUs } from '../results/latency-histogram.ts';
import { horizonUsOf } from '../trial-plan.ts';
import { BIN_US } from './bins.ts';
import { Bystanders } from './bystanders.ts';
import { Expected, type MeasuredEvent } from './expected.ts';
import { OnTime } from './on-time.ts';

/** So many tabs are followed id by id; one of them is shown. */
const FOLLOWED = 16;

/** One loss of a connection; times are of the monotonic clock. */
export interface Outage {
  readonly tab: number;
  /** What the tab heard last before it. */
  readonly lastHeardUs: number;
  /** When its last question was answered; absent where nobody asks. */
  readonly lastAnswerUs?: number;
  readonly downUs: number;
  readonly cause: DownCause['code'];
  /** Absent where it did not come back. */
  upUs?: number;
  firstHeardUs?: number;
  replayed: number;
}

/** One tab's ids as they came. */
export interface Trail {
  readonly tab: number;
  readonly receivedAtUs: number[];
  readonly ids: number[];
  readonly replayed: boolean[];
}

export interface OutageReport {
  readonly outages: readonly Outage[];
  readonly events: readonly MeasuredEvent[];
  /** Tab → what it did not receive, by the place among the events. */
  readonly missed: ReadonlyMap<number, Int32Array>;
  /** Tab → its channels, of those with an outage. */
  readonly channels: ReadonlyMap<number, readonly string[]>;
  readonly connectedAtStart: number;
  /** Of tabs that were starved at the start. */
  readonly firstUps: Uint32Array;
  readonly downs: Uint32Array;
  readonly ups: Uint32Array;
  readonly attempts: Uint32Array;
  /** Deliveries by the time that their events were due: all, and those that came in time. */
  readonly due: Uint32Array;
  readonly inTime: Uint32Array;
  readonly gaveUp: readonly number[];
  readonly gaps: readonly { readonly tab: number; readonly reason: Gap['reason']; readonly atUs: number }[];
  readonly replayed: number;
  /** Histogram in base64. */
  readonly replay: string;
  readonly bytesOnReturn: number;
  readonly trails: readonly Trail[];
  /** Histogram in base64; absent where the fault is everybody's. */
  readonly bystanders: string | undefined;
}

interface TabState {
  /** Its outage, while it has one. */
  outage: Outage | undefined;
  /** The last one there was. */
  last: Outage | undefined;
  openedAtUs: number;
  lastHeardUs: number;
  /** When its last question was answered. */
  lastAnswerUs: number | undefined;
}

/** What the tabs of one load process live through while something goes wrong. */
export class OutageWatch implements Collector<OutageReport> {
  readonly #scene: LoadScene;
  readonly #tabs = new Map<number, TabState>();
  readonly #outages: Outage[] = [];
  readonly #expected: Expected;
  readonly #firstUps: Uint32Array;
  readonly #downs: Uint32Array;
  readonly #ups: Uint32Array;
  readonly #attempts: Uint32Array;
  readonly #onTime: OnTime;
  readonly #bystanders: Bystanders | undefined;
  readonly #gaveUp: number[] = [];
  readonly #gaps: { tab: number; reason: Gap['reason']; atUs: number }[] = [];
  readonly #replay = newLatencyHistogram();
  readonly #trails: ReadonlyMap<number, Trail>;
  /** Browser → its tabs that are down, and its bytes as the first of them went. */
  readonly #browsersDown = new Map<number, { tabs: number; bytes: number }>();
  #replayed = 0;
  #bytesOnReturn = 0;

  constructor(scene: LoadScene) {
    this.#scene = scene;
    this.#expected = new Expected(scene);
    const { plan, tabs, startAtUs } = scene;
    for (const tab of tabs) {
      this.#tabs.set(tab, {
        outage: undefined,
        last: undefined,
        openedAtUs: 0,
        lastHeardUs: startAtUs,
        lastAnswerUs: undefined,
      });
    }
    // The drain is in it: who comes back late is seen as well.
    const bins = Math.ceil((horizonUsOf(plan) + 10e6) / BIN_US);
    this.#firstUps = new Uint32Array(bins);
    this.#downs = new Uint32Array(bins);
    this.#ups = new Uint32Array(bins);
    this.#attempts = new Uint32Array(bins);
    this.#onTime = new OnTime(startAtUs + (plan.fault?.fromUs ?? 0), bins);
    this.#bystanders = Bystanders.of(scene);
    const followed = tabs.filter((_, place) => place % Math.ceil(tabs.length / FOLLOWED) === 0);
    this.#trails = new Map(followed.map((tab) => [tab, { tab, receivedAtUs: [], ids: [], replayed: [] }]));
  }

  onDelivery(delivery: Delivery): void {
    const { tab, event, receivedAtUs, replayed } = delivery;
    const state = this.#tabs.get(tab);
    if (state === undefined) return;
    const first = this.#expected.receive(tab, event);
    if (first !== undefined)
      this.#onTime.add(first.offsetUs, receivedAtUs - event.intendedAtUs, receivedAtUs);
    this.#bystanders?.add(delivery);
    state.lastHeardUs = receivedAtUs;
    const { last } = state;
    if (last?.upUs !== undefined) last.firstHeardUs ??= receivedAtUs;
    const trail = this.#trails.get(tab);
    if (trail !== undefined) {
      trail.receivedAtUs.push(receivedAtUs - this.#scene.startAtUs);
      trail.ids.push(event.id);
      trail.replayed.push(replayed);
    }
    // Before the first outage, what is replayed is where a listener began.
    if (!replayed || last === undefined) return;
    last.replayed++;
    this.#replayed++;
    recordLatencyUs(this.#replay, receivedAtUs - state.openedAtUs);
  }

  onOpen(tab: number, atUs: number): void {
    const state = this.#tabs.get(tab);
    if (state === undefined) return;
    const { outage, openedAtUs } = state;
    state.openedAtUs = atUs;
    if (openedAtUs === 0 && this.#scene.starved.has(tab)) this.#count(this.#firstUps, atUs);
    if (outage === undefined) return;
    outage.upUs = atUs;
    state.outage = undefined;
    this.#count(this.#ups, atUs);
    this.#browserChanged(tab, -1);
  }

  onDown(tab: number, { code }: DownCause, atUs: number): void {
    const state = this.#tabs.get(tab);
    // What ends while it is down is an attempt.
    if (state === undefined || state.outage !== undefined) return;
    const { lastHeardUs, lastAnswerUs } = state;
    const outage: Outage = {
      tab,
      lastHeardUs,
      ...(lastAnswerUs !== undefined && { lastAnswerUs }),
      downUs: atUs,
      cause: code,
      replayed: 0,
    };
    state.outage = outage;
    state.last = outage;
    this.#outages.push(outage);
    this.#count(this.#downs, atUs);
    this.#browserChanged(tab, 1);
  }

  onAttempt(_tab: number, atUs: number): void {
    this.#count(this.#attempts, atUs);
  }

  onRequest(tab: number, _latencyUs: number, endedAtUs: number): void {
    const state = this.#tabs.get(tab);
    if (state !== undefined) state.lastAnswerUs = endedAtUs;
  }

  onGap(tab: number, { reason }: Gap, atUs: number): void {
    this.#gaps.push({ tab, reason, atUs });
  }

  onGiveUp(tab: number): void {
    this.#gaveUp.push(tab);
  }

  report(): OutageReport {
    const { tabs, audience, starved } = this.#scene;
    const hit = new Set(this.#outages.map(({ tab }) => tab));
    const channels = new Map(
      tabs.flatMap((tab) => (hit.has(tab) ? [[tab, audience[tab]?.channels ?? []]] : [])),
    );
    return {
      outages: this.#outages,
      events: this.#expected.events,
      missed: this.#expected.missed(),
      channels,
      connectedAtStart: tabs.length - starved.size,
      firstUps: this.#firstUps,
      downs: this.#downs,
      ups: this.#ups,
      attempts: this.#attempts,
      due: this.#expected.due(this.#onTime.inTime.length),
      inTime: this.#onTime.inTime,
      gaveUp: this.#gaveUp,
      gaps: this.#gaps,
      replayed: this.#replayed,
      replay: encodeHistogram(this.#replay),
      bytesOnReturn: this.#bytesOnReturn,
      trails: [...this.#trails.values()],
      bystanders: this.#bystanders?.report(),
    };
  }

  #count(bins: Uint32Array, atUs: number): void {
    // A typed array drops what is before the start or after its end.
    (bins[Math.floor((atUs - this.#scene.startAtUs) / BIN_US)] as number)++;
  }

  #browserChanged(tab: number, change: 1 | -1): void {
    const browser = Math.floor(tab / this.#scene.plan.tabsPerBrowser);
    const down = this.#browsersDown.get(browser) ?? { tabs: 0, bytes: this.#scene.trafficOf(tab) };
    down.tabs += change;
    if (down.tabs > 0) this.#browsersDown.set(browser, down);
    else {
      this.#browsersDown.delete(browser);
      this.#bytesOnReturn += this.#scene.trafficOf(tab) - down.bytes;
    }
  }
}
