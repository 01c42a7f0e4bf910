import type { Browser, BrowserContext } from 'playwright-core';
import { clientIn, type PageClientOptions } from '../../transports/test-page-client.ts';
import type { Transport } from '../../transports/transport.ts';
import type { Engine } from '../engine.ts';
import { Crowd } from '../engines/native/crowd.ts';
import { prepareStage } from '../engines/native/prepare-stage.ts';
import type { Meter } from '../meter.ts';
import type { Target, TrialPlan } from '../trial-plan.ts';

/** How the page of one tab follows its channel. */
export type PageClient = Omit<PageClientOptions, 'tab'>;

/**
 * A load engine whose tabs are pages of a Chromium: the lab's own crowd, meters and accounting around
 * the browser's own EventSource and WebSocket. Only tests use it.
 *
 * @param clients by tab
 * @param onStart told the schedule's time zero
 */
export const pageEngine = (
  chromium: Browser,
  clients: readonly PageClient[],
  meters: ReadonlyMap<string, Meter>,
  onStart: (startAtUs: number) => void,
): Engine => ({
  id: 'chromium',
  async open(plan) {
    const stage = { ...(await prepareStage(plan, { index: 0, of: 1 })), meters };
    const contexts: BrowserContext[] = [];
    let crowd: Crowd | undefined;
    let played: ReturnType<Crowd['play']> | undefined;
    return {
      async connect(target) {
        const tabs = await openPages(chromium, clients, target, plan, contexts);
        // A tab connects once in its life, in the order of the audience.
        const connect: Transport['connect'] = (options, sink) => {
          const next = tabs.shift();
          if (next === undefined) throw new Error('a tab asked for a second connection');
          return next(options, sink);
        };
        crowd = new Crowd({ ...stage, transport: { ...stage.transport, connect } }, target, () => {});
        await crowd.connect();
      },
      // Everything is timed in this very process.
      clocks: async () => [{ aheadAtLeastUs: 0, aheadAtMostUs: 0 }],
      start(startAtUs) {
        onStart(startAtUs);
        played = crowd?.play(startAtUs);
      },
      async finish() {
        if (played === undefined) throw new Error('pages were asked what they saw before they were started');
        return [await played];
      },
      progress: { deliveries: 0, recentUs: [] },
      async close() {
        crowd?.close();
        await Promise.all(contexts.map((context) => context.close()));
      },
    };
  },
});

/** A page of the server for each tab; the pages of one browser of the plan share their connections, and no others. */
async function openPages(
  chromium: Browser,
  clients: readonly PageClient[],
  { origin }: Target,
  { tabsPerBrowser }: TrialPlan,
  contexts: BrowserContext[],
): Promise<Transport['connect'][]> {
  for (let tab = 0; tab < clients.length; tab += tabsPerBrowser) contexts.push(await chromium.newContext());
  return Promise.all(
    clients.map(async (client, tab) => {
      const page = await (contexts[Math.floor(tab / tabsPerBrowser)] as BrowserContext).newPage();
      await page.goto(`https://${origin.host}:${origin.port}/page`);
      return clientIn(page, { ...client, tab });
    }),
  );
}
