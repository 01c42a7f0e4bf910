import { randomSource } from '../../../scenarios/random.ts';
import type { Listener } from '../../../scenarios/scenario.ts';
import { type Browser, openBrowser } from '../../../transports/browser.ts';
import { addressOf } from '../../link/browser-address.ts';
import type { Target } from '../../trial-plan.ts';
import { longPollTimeoutOf, reconnectPolicyOf } from './reconnect-policy.ts';
import type { Stage } from './stage.ts';
import { Tab, type TabListener } from './tab.ts';

/** The browsers that one load process plays, and which tab sits in which. Nothing is connected yet. */
export class Seating {
  /** By index in the audience. */
  readonly tabs: ReadonlyMap<number, Tab>;
  readonly #browsers: readonly Browser[];
  readonly #browserOf = new Map<number, Browser>();

  constructor({ plan, transport, audience, browsers }: Stage, target: Target, heard: TabListener) {
    const tabs = new Map<number, Tab>();
    this.#browsers = browsers.map((members) => {
      // Which browser of the whole audience it is, whichever process plays it.
      const number = Math.floor((members[0] ?? 0) / plan.tabsPerBrowser);
      const browser = openBrowser({
        origin: target.origin,
        http: plan.http ?? '1.1',
        keepAlive: plan.keepAlive,
        ...(target.linked && { localAddress: addressOf(number) }),
        ...(target.ca !== undefined && { ca: target.ca }),
      });
      for (const index of members) {
        this.#browserOf.set(index, browser);
        const random = randomSource(plan.seed, `tab ${index}`);
        const policy = {
          pollIntervalMs: plan.pollIntervalMs,
          pollPhase: random.uniform(),
          longPollTimeoutMs: longPollTimeoutOf(plan),
          reconnect: reconnectPolicyOf(plan, random.uniform),
        };
        const listener = audience[index] as Listener;
        tabs.set(index, new Tab({ index, listener, transport, browser, policy }, heard));
      }
      return browser;
    });
    this.tabs = tabs;
  }

  /** Bytes at the sockets of a tab's browser, both directions, so far. */
  trafficOf(tab: number): number {
    const traffic = this.#browserOf.get(tab)?.traffic;
    return (traffic?.sentBytes ?? 0) + (traffic?.receivedBytes ?? 0);
  }

  close(): void {
    for (const tab of this.tabs.values()) tab.close();
    for (const browser of this.#browsers) browser.close();
  }
}
