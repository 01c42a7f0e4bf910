import type { Browser } from 'playwright-core';
import { afterAll, expect, type TestContext, test } from 'vitest';
import { launchChromium } from '../../lab/chromium.ts';
import type { PageClient } from './page-engine.ts';
import { type Strike, type Struck, type StruckTab, strike } from './strike.ts';

/** Of each kind of client. */
const TABS = 2;
/** Else each page starts a process, which takes longer than all the rest. */
const ONE_RENDERER = '--renderer-process-limit=1';
const RETRY_MS = 300;
/** What Chromium waits where the server says nothing. */
const CHROMIUM_MS = 3_000;
/** The longest pause of an application's lines: a tenth of 10 s. */
const BACKOFF_MS = 1_000;
/** For a busy machine. For an attempt that comes too early there is no excuse but the clocks' rounding. */
const LATE_MS = 5_000;
const EARLY_MS = 2;

/** Tabs that follow the channel alike, and what is to become of them. */
interface Group {
  readonly who: string;
  readonly client: PageClient;
  readonly becomes: Back | Gone;
}

/** They ask again so long after the cut, or after a server is there again. */
interface Back {
  readonly leastMs: number;
  readonly mostMs: number;
}

/** They are told this, and no server hears of them again. */
interface Gone {
  readonly told: StruckTab['cause'];
  /** From the cut, at least; absent where they go on trying. */
  readonly gaveUpLeastMs?: number;
}

const eventSource = (waitMs: number): Group => ({
  who: 'an EventSource comes back',
  client: { api: 'EventSource', comesBack: false },
  becomes: { leastMs: waitMs, mostMs: waitMs },
});
const eventSourceGone: Group = {
  who: 'an EventSource gives up for good',
  client: { api: 'EventSource', comesBack: false },
  // Of the cut. It asks again after `retry`, and is answered 502.
  becomes: { told: 'closed', gaveUpLeastMs: RETRY_MS },
};
const newEventSource: Group = {
  who: 'a new EventSource goes on with the last id in its URL',
  client: { api: 'EventSource', comesBack: true },
  becomes: { leastMs: RETRY_MS, mostMs: BACKOFF_MS },
};
const webSocketGone = (told: Gone['told']): Group => ({
  who: 'a WebSocket is gone',
  client: { api: 'WebSocket', comesBack: false },
  becomes: { told, gaveUpLeastMs: 0 },
});
const keptWebSocket: Group = {
  who: 'a few lines of the application bring a WebSocket back',
  client: { api: 'WebSocket', comesBack: true },
  becomes: { leastMs: 0, mostMs: BACKOFF_MS },
};
/** Chromium offers HTTP/1.1 alone for a WebSocket where no HTTP/2 session is open, and a cut leaves none. */
const keptInVain: Group = {
  who: 'the same lines do not, where the server speaks HTTP/2 alone',
  client: { api: 'WebSocket', comesBack: true },
  becomes: { told: 'closed' },
};
const keptAfterRequest: Group = {
  who: 'the lines bring a WebSocket back after a request, which opens a session',
  client: { api: 'WebSocket', comesBack: true, asksFirst: true },
  becomes: { leastMs: 0, mostMs: BACKOFF_MS },
};

interface Play extends Omit<Strike, 'clients' | 'awaited' | 'tabsPerBrowser'> {
  readonly groups: readonly Group[];
  /** Each group is a browser of its own; else all tabs share their connections. */
  readonly apart?: true;
}

// Who is late is waited for all the same.
const recoverSeconds = 0.5;
const soon = { overrides: { recoverSeconds } };
const away = { overrides: { recoverSeconds, awaySeconds: 1 }, retryMs: RETRY_MS };
/** Long enough for the first attempt to meet the gateway. */
const longAway = { ...away, overrides: { recoverSeconds, awaySeconds: 2 } };
const back = eventSource(RETRY_MS);

const PLAYS: readonly Play[] = [
  {
    fault: 'reset',
    http: '1.1',
    ...soon,
    groups: [eventSource(CHROMIUM_MS), webSocketGone('closed'), keptWebSocket],
  },
  {
    fault: 'reset',
    http: '2',
    ...soon,
    retryMs: RETRY_MS,
    // The session that another tab opens would do for a WebSocket as well.
    apart: true,
    groups: [back, keptInVain, keptAfterRequest],
  },
  { fault: 'server-kill', http: '1.1', ...away, groups: [back, webSocketGone('closed'), keptWebSocket] },
  { fault: 'drain', http: '1.1', ...away, groups: [back, webSocketGone('ended'), keptWebSocket] },
  { fault: 'drain', http: '2', ...away, groups: [back, keptAfterRequest] },
  {
    fault: 'gateway-error',
    http: '1.1',
    ...longAway,
    groups: [eventSourceGone, newEventSource, keptWebSocket],
  },
  { fault: 'gateway-error', http: '2', ...longAway, groups: [eventSourceGone, newEventSource] },
];

let chromium: Promise<Browser> | undefined;
afterAll(async () => (await chromium)?.close());

// One after the other: the figures are times, and the trials would disturb each other.
for (const { groups, apart, ...play } of PLAYS) {
  const facts = groups.map(({ who }) => who).join('; ');
  test(`${play.fault} over HTTP/${play.http}: ${facts}`, { timeout: 60_000 }, async (context) => {
    chromium ??= launchChromium(context, '--ignore-certificate-errors', ONE_RENDERER);
    const clients = groups.flatMap(({ client }) => Array<PageClient>(TABS).fill(client));
    const awaited = groups.flatMap(({ becomes }) => Array<boolean>(TABS).fill('leastMs' in becomes));
    const tabsPerBrowser = apart ? TABS : clients.length;
    const struck = await strike(await chromium, { ...play, clients, awaited, tabsPerBrowser });
    const all = struck.trial.deliveries.expected / clients.length;
    for (const [place, { who, becomes }] of groups.entries()) {
      const tabs = struck.tabs.slice(place * TABS, (place + 1) * TABS);
      await tell(context, who, tabs);
      for (const tab of tabs) {
        if ('told' in becomes) expectGone(tab, becomes, all, who);
        else expectBack(tab, becomes, all, struck.serverBackMs, who);
      }
    }
    expectAccounted(struck, awaited.length, awaited.filter((is) => !is).length);
  });
}

/** For people: `--reporter=verbose` shows it. */
async function tell({ annotate }: TestContext, who: string, tabs: readonly StruckTab[]): Promise<void> {
  const ms = (name: 'askedMs' | 'openMs' | 'gaveUpMs'): string =>
    tabs.map((tab) => (tab[name] === undefined ? 'never' : `${Math.round(tab[name])} ms`)).join(', ');
  const positions = tabs.map(({ position }) => position ?? 'nothing').join(', ');
  await annotate(
    `${who}: asked again after ${ms('askedMs')}, for what follows ${positions}; open after ${ms('openMs')}; gave up after ${ms('gaveUpMs')}`,
  );
}

function expectBack(tab: StruckTab, becomes: Back, all: number, serverBackMs: number, who: string): void {
  const { leastMs, mostMs } = becomes;
  expect(tab.askedMs, who).toBeGreaterThanOrEqual(leastMs - EARLY_MS);
  expect(tab.askedMs, who).toBeLessThan(serverBackMs + mostMs + LATE_MS);
  expect(tab.openMs, who).toBeGreaterThanOrEqual(leastMs - EARLY_MS);
  expect(tab.position, who).toMatch(new RegExp(`^[0-9a-f]{8}\\.${tab.lastId}$`));
  // Nothing was repeated, so this is everything.
  expect(tab.heard, who).toBe(all);
}

function expectGone(tab: StruckTab, { told, gaveUpLeastMs }: Gone, all: number, who: string): void {
  const { cause, askedMs, openMs, gaveUpMs, heard } = tab;
  expect({ who, cause, askedMs, openMs }).toEqual({
    who,
    cause: told,
    askedMs: undefined,
    openMs: undefined,
  });
  if (gaveUpLeastMs === undefined) expect(gaveUpMs, who).toBeUndefined();
  else expect(gaveUpMs, who).toBeGreaterThanOrEqual(gaveUpLeastMs - EARLY_MS);
  expect(heard, who).toBeLessThan(all);
}

/** The lab's own account: who came back, that nothing came twice, and that nothing is left on the server. */
function expectAccounted({ trial }: Struck, tabs: number, gone: number): void {
  const { deliveries, reconnection } = trial;
  expect(reconnection).toMatchObject({
    affected: tabs,
    reconnects: tabs - gone,
    neverReturned: gone,
    gaps: {},
    leaked: { subscribers: 0, timers: 0, sockets: 0, resources: 0 },
  });
  expect(deliveries).toMatchObject({ duplicated: 0, reordered: 0, unexpected: 0, starved: 0 });
}
