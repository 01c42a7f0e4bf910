import { monotonicUs } from '../../../lab/clock.ts';
import { EventLoopDelay } from '../../../lab/event-loop-delay.ts';
import { randomSource } from '../../../scenarios/random.ts';
import type { Listener, ScheduledEvent } from '../../../scenarios/scenario.ts';
import { type Browser, openBrowser } from '../../../transports/browser.ts';
import type { EventHead } from '../../../transports/event.ts';
import type { Gap } from '../../../transports/event-log.ts';
import type { DownCause, Transport } from '../../../transports/transport.ts';
import type { FaultStep } from '../../fault.ts';
import { addressOf } from '../../link/browser-address.ts';
import { ownWaitedUs } from '../../machine-reading.ts';
import type { Collector, LoadScene, LoadSummary, Meter } from '../../meter.ts';
import { publishOnSchedule } from '../../publisher.ts';
import { actOnTime } from '../../timed-steps.ts';
import { horizonUsOf, type Target, type TrialPlan } from '../../trial-plan.ts';
import { connectTabs } from './connect-tabs.ts';
import { DRAIN_LIMIT_MS, DRAIN_TICK_MS } from './drain.ts';
import { longPollTimeoutOf, reconnectPolicyOf } from './reconnect-policy.ts';
import { Tab, type TabListener } from './tab.ts';

const PROGRESS_MS = 250;

/** What was made ready before the server is known. */
export interface Stage {
  readonly plan: TrialPlan;
  readonly transport: Transport;
  readonly audience: readonly Listener[];
  readonly schedule: readonly ScheduledEvent[];
  readonly meters: ReadonlyMap<string, Meter>;
  /** The audience's indices that this process plays, by browser. */
  readonly browsers: readonly (readonly number[])[];
  /** What goes wrong in this trial; the tabs' part of it is played here. */
  readonly faultSteps: readonly FaultStep[];
}

/** The tabs of this process, and what they saw. */
export class Crowd implements TabListener {
  readonly #stage: Stage;
  readonly #browsers: readonly Browser[];
  readonly #tabs: readonly Tab[];
  readonly #indices: readonly number[];
  readonly #onProgress: (deliveries: number) => void;
  readonly #waiting = new Map<number, () => void>();
  readonly #protocols = new Set<string>();
  readonly #failures = new Map<string, number>();
  readonly #collectors = new Map<string, Collector<unknown>>();
  /** Those that want every delivery. */
  #hearers: Hearer[] = [];
  readonly #browserOfTab = new Map<number, Browser>();
  readonly #sentLateUs: number[] = [];
  #opened = 0;
  #deliveries = 0;
  #deliveriesByMs = new Uint32Array();
  #startAtUs = 0;
  #measureFromUs = 0;
  #measureToUs = 0;

  /** @param onProgress told the deliveries so far, a few times a second */
  constructor(stage: Stage, target: Target, onProgress: (deliveries: number) => void) {
    this.#stage = stage;
    this.#onProgress = onProgress;
    const { plan, transport, audience } = stage;
    const browsers: Browser[] = [];
    const tabs: Tab[] = [];
    for (const members of stage.browsers) {
      const browser = openBrowser({
        origin: target.origin,
        http: plan.http ?? '1.1',
        keepAlive: plan.keepAlive,
        ...(target.linked && { localAddress: addressOf(browserOf(members, plan)) }),
        ...(target.ca !== undefined && { ca: target.ca }),
      });
      browsers.push(browser);
      for (const index of members) {
        this.#browserOfTab.set(index, browser);
        const random = randomSource(plan.seed, `tab ${index}`);
        const policy = {
          pollIntervalMs: plan.pollIntervalMs,
          pollPhase: random.uniform(),
          longPollTimeoutMs: longPollTimeoutOf(plan),
          reconnect: reconnectPolicyOf(plan, random.uniform),
        };
        tabs.push(
          new Tab({ index, listener: audience[index] as Listener, transport, browser, policy }, this),
        );
      }
    }
    this.#browsers = browsers;
    this.#tabs = tabs;
    this.#indices = stage.browsers.flat();
  }

  async connect(): Promise<void> {
    this.#opened = await connectTabs(this.#tabs.length, (index, onOpen) => {
      this.#waiting.set(this.#indices[index] as number, onOpen);
      this.#tabs[index]?.open();
    });
  }

  /** Collects while the schedule runs, then until nothing is outstanding, and sums up. */
  async play(startAtUs: number): Promise<LoadSummary> {
    const { plan, schedule, audience, meters } = this.#stage;
    this.#startAtUs = startAtUs;
    this.#deliveriesByMs = new Uint32Array(horizonUsOf(plan) / 1e3 + DRAIN_LIMIT_MS);
    this.#measureFromUs = startAtUs + plan.warmUpUs;
    this.#measureToUs = startAtUs + horizonUsOf(plan);
    const starved = new Set(this.#waiting.keys());
    const scene: LoadScene = {
      plan,
      schedule,
      audience,
      tabs: this.#indices,
      starved,
      startAtUs,
      trafficOf: (tab) => this.#trafficOf(tab),
    };
    for (const [id, { collect }] of meters) {
      if (collect === undefined) continue;
      this.#collectors.set(id, collect(scene));
    }
    this.#hearers = [...this.#collectors.values()].filter(hears);
    const stopPublishing = this.#publishUpstream(startAtUs);
    const stopFault = this.#playFault(startAtUs);
    const progress = setInterval(() => this.#onProgress(this.#deliveries), PROGRESS_MS);
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
      starved: this.#tabs.length - this.#opened,
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
    const millisecond = Math.floor((receivedAtUs - this.#startAtUs) / 1e3);
    // What comes before the start or after the drain is of no phase, and a typed array drops it.
    (this.#deliveriesByMs[millisecond] as number)++;
    const measured = this.#isMeasured(event.intendedAtUs);
    const delivery = { tab, event, receivedAtUs, askedAtUs, replayed, measured };
    for (const hearer of this.#hearers) hearer.onDelivery(delivery);
  }

  onRequest(latencyUs: number, endedAtUs: number): void {
    for (const collector of this.#collectors.values()) collector.onRequest?.(latencyUs, endedAtUs);
  }

  /** Where something is done to the connections, that they fail is what is measured. */
  #noteFailure(what: string): void {
    if (this.#stage.plan.fault !== undefined) return;
    this.#failures.set(what, (this.#failures.get(what) ?? 0) + 1);
  }

  close(): void {
    for (const tab of this.#tabs) tab.close();
    for (const browser of this.#browsers) browser.close();
  }

  #trafficOf(tab: number): number {
    const traffic = this.#browserOfTab.get(tab)?.traffic;
    return (traffic?.sentBytes ?? 0) + (traffic?.receivedBytes ?? 0);
  }

  #playFault(startAtUs: number): () => void {
    const byIndex = new Map(this.#tabs.map((tab, place) => [this.#indices[place], tab]));
    const own = this.#stage.faultSteps.flatMap((step) => {
      if (step.on !== 'tabs') return [];
      const tabs = step.tabs.flatMap((index) => byIndex.get(index) ?? []);
      return [
        { atUs: step.atUs, act: () => tabs.forEach((tab) => void tab.pause()) },
        { atUs: step.atUs + step.stopReadingForUs, act: () => tabs.forEach((tab) => void tab.resume()) },
      ];
    });
    return actOnTime(own, startAtUs, ({ act }) => act());
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
    const publishers = new Map(this.#tabs.flatMap((tab) => (tab.publishes ? [[tab.publishes, tab]] : [])));
    const mine = this.#stage.schedule.filter(({ upstream, source }) => upstream && publishers.has(source));
    return publishOnSchedule(mine, startAtUs, (event) => {
      if (this.#isMeasured(event.intendedAtUs)) this.#sentLateUs.push(monotonicUs() - event.intendedAtUs);
      publishers.get(event.source)?.publish(event);
    });
  }
}

type Hearer = Collector<unknown> & Required<Pick<Collector<unknown>, 'onDelivery'>>;

const hears = (collector: Collector<unknown>): collector is Hearer => collector.onDelivery !== undefined;

/** Which browser of the whole audience it is, whichever process plays it. */
const browserOf = ([first = 0]: readonly number[], { tabsPerBrowser }: TrialPlan): number =>
  Math.floor(first / tabsPerBrowser);

/** Waits until this time of the monotonic clock. */
const until = (timeUs: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, (timeUs - monotonicUs()) / 1e3)));
