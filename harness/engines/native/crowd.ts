import { monotonicUs } from '../../../lab/clock.ts';
import { EventLoopDelay } from '../../../lab/event-loop-delay.ts';
import type { EventHead } from '../../../transports/event.ts';
import type { Gap } from '../../../transports/event-log.ts';
import type { DownCause } from '../../../transports/transport.ts';
import { ownWaitedUs } from '../../machine-reading.ts';
import type { Collector, LoadScene, LoadSummary } from '../../meter.ts';
import { publishOnSchedule } from '../../publisher.ts';
import { horizonUsOf, type Target } from '../../trial-plan.ts';
import { connectTabs } from './connect-tabs.ts';
import { DRAIN_LIMIT_MS, DRAIN_TICK_MS } from './drain.ts';
import { RecentLatencies } from './recent-latencies.ts';
import { Seating } from './seating.ts';
import type { Stage } from './stage.ts';
import { stopReading } from './stop-reading.ts';
import type { Tab, TabListener } from './tab.ts';

const PROGRESS_MS = 250;

/** The tabs of this process, and what they saw. */
export class Crowd implements TabListener {
  readonly #stage: Stage;
  readonly #seating: Seating;
  readonly #onProgress: (deliveries: number, recentUs: Float64Array) => void;
  readonly #recent = new RecentLatencies();
  readonly #waiting = new Map<number, () => void>();
  readonly #protocols = new Set<string>();
  readonly #failures = new Map<string, number>();
  readonly #collectors = new Map<string, Collector<unknown>>();
  /** Those that want every delivery. */
  #hearers: Hearer[] = [];
  readonly #sentLateUs: number[] = [];
  #opened = 0;
  #deliveries = 0;
  #deliveriesByMs = new Uint32Array();
  #startAtUs = 0;
  #measureFromUs = 0;
  #measureToUs = 0;

  /** @param onProgress told the deliveries so far and some latencies of the last ones, a few times a second */
  constructor(
    stage: Stage,
    target: Target,
    onProgress: (deliveries: number, recentUs: Float64Array) => void,
  ) {
    this.#stage = stage;
    this.#onProgress = onProgress;
    this.#seating = new Seating(stage, target, this);
  }

  async connect(): Promise<void> {
    const waiting = [...this.#seating.tabs];
    this.#opened = await connectTabs(waiting.length, (place, onOpen) => {
      const [index, tab] = waiting[place] as [number, Tab];
      this.#waiting.set(index, onOpen);
      tab.open();
    });
  }

  /** Collects while the schedule runs, then until nothing is outstanding, and sums up. */
  async play(startAtUs: number): Promise<LoadSummary> {
    const { plan, schedule, audience, meters, faultSteps } = this.#stage;
    this.#startAtUs = startAtUs;
    this.#deliveriesByMs = new Uint32Array(horizonUsOf(plan) / 1e3 + DRAIN_LIMIT_MS);
    this.#measureFromUs = startAtUs + plan.warmUpUs;
    this.#measureToUs = startAtUs + horizonUsOf(plan);
    const starved = new Set(this.#waiting.keys());
    const scene: LoadScene = {
      plan,
      schedule,
      audience,
      tabs: [...this.#seating.tabs.keys()],
      starved,
      startAtUs,
      trafficOf: (tab) => this.#seating.trafficOf(tab),
      faultSteps,
    };
    for (const [id, { collect }] of meters) {
      if (collect === undefined) continue;
      this.#collectors.set(id, collect(scene));
    }
    this.#hearers = [...this.#collectors.values()].filter(hears);
    const stopPublishing = this.#publishUpstream(startAtUs);
    const stopFault = stopReading(faultSteps, this.#seating.tabs, startAtUs);
    const progress = setInterval(() => this.#onProgress(this.#deliveries, this.#recent.take()), PROGRESS_MS);
    const delay = new EventLoopDelay();

    await until(this.#measureFromUs);
    delay.start();
    const cpuBefore = process.cpuUsage();
    const waitedBefore = ownWaitedUs();
    await until(this.#measureToUs);
    const { user, system } = process.cpuUsage(cpuBefore);
    const waitedAfter = ownWaitedUs();
    const eventLoopDelayP99Us = delay.p99Us;
    delay.stop();

    const endedAtUs = monotonicUs();
    const lastUs = endedAtUs + DRAIN_LIMIT_MS * 1e3;
    while (this.#outstanding() > 0 && monotonicUs() < lastUs)
      await until(monotonicUs() + DRAIN_TICK_MS * 1e3);
    const drainUs = monotonicUs() - endedAtUs;
    // A repeat may come right behind: give it the time of one more look.
    await until(monotonicUs() + DRAIN_TICK_MS * 1e3);
    stopPublishing();
    stopFault();
    clearInterval(progress);
    return {
      opened: this.#opened,
      starved: this.#seating.tabs.size - this.#opened,
      protocols: [...this.#protocols],
      deliveriesByMs: this.#deliveriesByMs,
      cpuUs: user + system,
      eventLoopDelayP99Us,
      ...(waitedBefore !== undefined &&
        waitedAfter !== undefined && { waitedUs: waitedAfter - waitedBefore }),
      sentLateUs: this.#sentLateUs,
      drainUs,
      failures: Object.fromEntries(this.#failures),
      reports: Object.fromEntries([...this.#collectors].map(([id, collector]) => [id, collector.report()])),
    };
  }

  onOpen(tab: number, protocol: string): void {
    this.#protocols.add(protocol);
    this.#waiting.get(tab)?.();
    this.#waiting.delete(tab);
    for (const collector of this.#collectors.values()) collector.onOpen?.(tab, monotonicUs());
  }

  onDown(tab: number, cause: DownCause): void {
    this.#noteFailure(`down, ${cause.code}: ${cause.message}`);
    for (const collector of this.#collectors.values()) collector.onDown?.(tab, cause, monotonicUs());
  }

  onAttempt(tab: number): void {
    for (const collector of this.#collectors.values()) collector.onAttempt?.(tab, monotonicUs());
  }

  onGap(tab: number, gap: Gap): void {
    this.#noteFailure(`gap ${gap.reason}: ${gap.from} to ${gap.to}`);
    for (const collector of this.#collectors.values()) collector.onGap?.(tab, gap, monotonicUs());
  }

  onGiveUp(tab: number, reason: string): void {
    this.#noteFailure(`gave up: ${reason}`);
    for (const collector of this.#collectors.values()) collector.onGiveUp?.(tab, monotonicUs());
  }

  onEvent(
    tab: number,
    event: EventHead,
    receivedAtUs: number,
    replayed: boolean,
    askedAtUs: number | undefined,
  ): void {
    this.#deliveries++;
    this.#recent.add(receivedAtUs - event.intendedAtUs);
    const millisecond = Math.floor((receivedAtUs - this.#startAtUs) / 1e3);
    // What comes before the start or after the drain is of no phase, and a typed array drops it.
    (this.#deliveriesByMs[millisecond] as number)++;
    const measured = this.#isMeasured(event.intendedAtUs);
    const delivery = { tab, event, receivedAtUs, askedAtUs, replayed, measured };
    for (const hearer of this.#hearers) hearer.onDelivery(delivery);
  }

  onRequest(tab: number, latencyUs: number, endedAtUs: number): void {
    for (const collector of this.#collectors.values()) collector.onRequest?.(tab, latencyUs, endedAtUs);
  }

  /** Where something is done to the connections, that they fail is what is measured. */
  #noteFailure(what: string): void {
    if (this.#stage.plan.fault !== undefined) return;
    this.#failures.set(what, (this.#failures.get(what) ?? 0) + 1);
  }

  close(): void {
    this.#seating.close();
  }

  #isMeasured(intendedAtUs: number): boolean {
    return intendedAtUs >= this.#measureFromUs && intendedAtUs < this.#measureToUs;
  }

  #outstanding(): number {
    let sum = 0;
    for (const collector of this.#collectors.values()) sum += collector.outstanding?.() ?? 0;
    return sum;
  }

  /** The tabs that play a publisher send its events, each in its transport's own way. */
  #publishUpstream(startAtUs: number): () => void {
    const tabs = [...this.#seating.tabs.values()];
    const publishers = new Map(tabs.flatMap((tab) => (tab.publishes ? [[tab.publishes, tab]] : [])));
    const mine = this.#stage.schedule.filter(({ upstream, source }) => upstream && publishers.has(source));
    return publishOnSchedule(mine, startAtUs, (event) => {
      if (this.#isMeasured(event.intendedAtUs)) this.#sentLateUs.push(monotonicUs() - event.intendedAtUs);
      publishers.get(event.source)?.publish(event);
    });
  }
}

type Hearer = Collector<unknown> & Required<Pick<Collector<unknown>, 'onDelivery'>>;

const hears = (collector: Collector<unknown>): collector is Hearer => collector.onDelivery !== undefined;

/** Waits until this time of the monotonic clock. */
const until = (timeUs: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, (timeUs - monotonicUs()) / 1e3)));
