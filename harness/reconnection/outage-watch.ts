import type { Gap } from '../../transports/event-log.ts';
import type { DownCause } from '../../transports/transport.ts';
import type { Collector, Delivery, LoadScene } from '../meter.ts';
import { encodeHistogram, newLatencyHistogram, recordLatencyUs } from '../results/latency-histogram.ts';
import { horizonUsOf } from '../trial-plan.ts';
import { BIN_US } from './bins.ts';
import { LateWatch } from './late-watch.ts';

/** So many tabs are followed id by id; one of them is shown. */
const FOLLOWED = 16;

/** One loss of a connection; times are of the monotonic clock. */
export interface Outage {
  readonly tab: number;
  /** What the tab heard last before it. */
  readonly lastHeardUs: number;
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
  /** Tab → offsets of the measured events that it did not receive. */
  readonly missed: ReadonlyMap<number, Float64Array>;
  /** Channel → offsets of its measured events; tab → its channels, of those with an outage. */
  readonly due: ReadonlyMap<string, Float64Array>;
  readonly channels: ReadonlyMap<number, readonly string[]>;
  readonly connectedAtStart: number;
  readonly downs: Uint32Array;
  readonly ups: Uint32Array;
  readonly attempts: Uint32Array;
  readonly late: Uint32Array;
  readonly deliveries: Uint32Array;
  readonly gaveUp: readonly number[];
  /** Some events are published by clients. */
  readonly upstream: boolean;
  readonly gaps: readonly { readonly tab: number; readonly reason: Gap['reason'] }[];
  readonly replayed: number;
  /** Histogram in base64. */
  readonly replay: string;
  readonly bytesOnReturn: number;
  readonly trails: readonly Trail[];
}

interface TabState {
  /** Its outage, while it has one. */
  outage: Outage | undefined;
  /** The last one there was. */
  last: Outage | undefined;
  openedAtUs: number;
  lastHeardUs: number;
  /** By the place of an event among the measured ones of the schedule. */
  readonly seen: Uint8Array;
}

/** What the tabs of one load process live through while something goes wrong. */
export class OutageWatch implements Collector<OutageReport> {
  readonly #scene: LoadScene;
  readonly #tabs = new Map<number, TabState>();
  readonly #outages: Outage[] = [];
  /** Source → by `seq - 1`: the event's place among the measured ones, or -1. */
  readonly #places = new Map<string, Int32Array>();
  readonly #offsets: number[] = [];
  readonly #byChannel = new Map<string, number[]>();
  readonly #downs: Uint32Array;
  readonly #ups: Uint32Array;
  readonly #attempts: Uint32Array;
  readonly #late: LateWatch;
  readonly #gaveUp: number[] = [];
  readonly #gaps: { tab: number; reason: Gap['reason'] }[] = [];
  readonly #replay = newLatencyHistogram();
  readonly #trails: ReadonlyMap<number, Trail>;
  /** Browser → its tabs that are down, and its bytes as the first of them went. */
  readonly #browsersDown = new Map<number, { tabs: number; bytes: number }>();
  #replayed = 0;
  #bytesOnReturn = 0;

  constructor(scene: LoadScene) {
    this.#scene = scene;
    const { plan, schedule, tabs, startAtUs } = scene;
    for (const [source, events] of Map.groupBy(schedule, (event) => event.source)) {
      this.#places.set(source, new Int32Array(events.length).fill(-1));
    }
    for (const { source, seq, channel, offsetUs } of schedule) {
      if (offsetUs < plan.warmUpUs) continue;
      const place = this.#offsets.push(offsetUs) - 1;
      (this.#places.get(source) as Int32Array)[seq - 1] = place;
      const own = this.#byChannel.get(channel);
      if (own === undefined) this.#byChannel.set(channel, [place]);
      else own.push(place);
    }
    for (const tab of tabs) {
      const seen = new Uint8Array(this.#offsets.length);
      this.#tabs.set(tab, {
        outage: undefined,
        last: undefined,
        openedAtUs: 0,
        lastHeardUs: startAtUs,
        seen,
      });
    }
    // The drain is in it: who comes back late is seen as well.
    const bins = Math.ceil((horizonUsOf(plan) + 10e6) / BIN_US);
    this.#downs = new Uint32Array(bins);
    this.#ups = new Uint32Array(bins);
    this.#attempts = new Uint32Array(bins);
    this.#late = new LateWatch(scene, bins);
    const followed = tabs.filter((_, place) => place % Math.ceil(tabs.length / FOLLOWED) === 0);
    this.#trails = new Map(followed.map((tab) => [tab, { tab, receivedAtUs: [], ids: [], replayed: [] }]));
  }

  onDelivery(delivery: Delivery): void {
    const { tab, event, receivedAtUs, replayed } = delivery;
    this.#late.add(delivery);
    const place = this.#places.get(event.source)?.[event.seq - 1];
    const state = this.#tabs.get(tab);
    if (state === undefined) return;
    if (place !== undefined && place >= 0) state.seen[place] = 1;
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
    state.openedAtUs = atUs;
    const { outage } = state;
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
    const outage: Outage = { tab, lastHeardUs: state.lastHeardUs, downUs: atUs, cause: code, replayed: 0 };
    state.outage = outage;
    state.last = outage;
    this.#outages.push(outage);
    this.#count(this.#downs, atUs);
    this.#browserChanged(tab, 1);
  }

  onAttempt(_tab: number, atUs: number): void {
    this.#count(this.#attempts, atUs);
  }

  onGap(tab: number, { reason }: Gap): void {
    this.#gaps.push({ tab, reason });
  }

  onGiveUp(tab: number): void {
    this.#gaveUp.push(tab);
  }

  report(): OutageReport {
    const { tabs, audience, schedule, starved } = this.#scene;
    const hit = new Set(this.#outages.map(({ tab }) => tab));
    const channels = new Map(
      tabs.flatMap((tab) => (hit.has(tab) ? [[tab, audience[tab]?.channels ?? []]] : [])),
    );
    return {
      outages: this.#outages,
      missed: this.#missed(),
      due: new Map([...this.#byChannel].map(([channel, places]) => [channel, this.#offsetsOf(places)])),
      channels,
      connectedAtStart: tabs.length - starved.size,
      downs: this.#downs,
      ups: this.#ups,
      attempts: this.#attempts,
      late: this.#late.late,
      deliveries: this.#late.all,
      gaveUp: this.#gaveUp,
      upstream: schedule.some(({ upstream }) => upstream),
      gaps: this.#gaps,
      replayed: this.#replayed,
      replay: encodeHistogram(this.#replay),
      bytesOnReturn: this.#bytesOnReturn,
      trails: [...this.#trails.values()],
    };
  }

  #missed(): Map<number, Float64Array> {
    const missed = new Map<number, Float64Array>();
    for (const [tab, { seen }] of this.#tabs) {
      if (this.#scene.starved.has(tab)) continue;
      const own = (this.#scene.audience[tab]?.channels ?? [])
        .flatMap((channel) => this.#byChannel.get(channel) ?? [])
        .filter((place) => seen[place] === 0);
      if (own.length > 0) missed.set(tab, this.#offsetsOf(own));
    }
    return missed;
  }

  #offsetsOf(places: readonly number[]): Float64Array {
    return Float64Array.from(places, (place) => this.#offsets[place] as number);
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
