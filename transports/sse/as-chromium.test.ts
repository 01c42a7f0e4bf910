import type { BrowserContext, Browser as Chromium } from 'playwright-core';
import { afterAll, describe, expect, type TestContext, test } from 'vitest';
import { launchChromium } from '../../lab/chromium.ts';
import { clientIn } from '../test-page-client.ts';
import { joinTab, setStage, type TestTab } from '../test-tab.ts';
import { HTTP_VERSIONS, type HttpVersion, type Transport } from '../transport.ts';
import sse from './index.ts';
import { type Asked, scriptedServer } from './scripted-server.ts';
import { CASES, type Case, DEFAULT_MS, RETRY_MS } from './test-cases.ts';

const CLIENTS = ['Chromium', 'the lab'] as const;
type Who = (typeof CLIENTS)[number];

/** That a browser has over HTTP/1.1; a case may keep one. */
const CONNECTIONS = 6;
/** For the clocks' rounding: there is no other excuse for an attempt that comes too early. Late is a busy machine. */
const EARLY_MS = 2;
/** What is not over by then is as it is. */
const PATIENCE_MS = 20_000;
const TIMEOUT_MS = 60_000;

/** What was seen of one client. */
interface Seen {
  readonly asked: readonly Asked[];
  readonly tab: TestTab;
}

/** By client and case. */
type Play = ReadonlyMap<string, Seen>;

let chromium: Promise<Chromium> | undefined;
let plays: Promise<Readonly<Record<HttpVersion, Play>>> | undefined;
afterAll(async () => (await chromium)?.close());

/** Plays every case over both versions to both clients at once, because most of the time is waiting. */
async function playAll(context: TestContext): Promise<Readonly<Record<HttpVersion, Play>>> {
  chromium = launchChromium(context, '--ignore-certificate-errors');
  // Pages are dear to open, and nobody is to wait for one meanwhile.
  const [play1, play2] = [await makeReady(await chromium, '1.1'), await makeReady(await chromium, '2')];
  const [http1, http2] = await Promise.all([play1(), play2()]);
  return { '1.1': http1, '2': http2 };
}

async function makeReady(browser: Chromium, http: HttpVersion): Promise<() => Promise<Play>> {
  const cases = Object.entries(CASES);
  const tabs = new Map<string, TestTab>();
  const { transport, askedFor } = scriptedServer(
    (channel) => cases[Number.parseInt(channel, 10)]?.[1].answers ?? [],
    (channel) =>
      expect
        .poll(() => tabs.get(channel)?.events.length, { timeout: PATIENCE_MS })
        .toBeGreaterThan(0)
        // The case then says what it missed.
        .catch(() => {}),
  );
  const stage = await setStage(transport, http, true);
  // Contexts share no connections.
  const contexts: BrowserContext[] = [];
  const joins: { name: string; who: Who; channel: string; own: Case; join: () => TestTab }[] = [];
  const casesPerPage = http === '2' ? cases.length : CONNECTIONS;
  for (let from = 0; from < cases.length; from += casesPerPage) {
    const context = await browser.newContext();
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(`https://127.0.0.1:${stage.host.port}/page`);
    const lab = stage.openBrowser();
    for (const [place, [name, own]] of cases.slice(from, from + casesPerPage).entries()) {
      const { reopen = false, after } = own;
      const inPage = await clientIn(page, { api: 'EventSource', comesBack: reopen, tab: place });
      const connects: Readonly<Record<Who, Transport['connect']>> = {
        Chromium: inPage,
        'the lab': sse.connect,
      };
      for (const who of CLIENTS) {
        const channel = `${from + place}.${CLIENTS.indexOf(who)}`;
        const options = { browser: lab, channel, reopen, ...(after !== undefined && { after }) };
        joins.push({ name, who, channel, own, join: () => joinTab(connects[who], options) });
      }
    }
  }
  return async () => {
    const clients = joins.map(({ join, ...client }) => {
      const tab = join();
      tabs.set(client.channel, tab);
      return { ...client, tab };
    });
    const isOver = ({ own, tab, channel }: (typeof clients)[number]): boolean =>
      askedFor(channel).length >= own.ids.length &&
      tab.events.length + tab.givenUp.length >= own.heard.length + (own.gaveUp ? 1 : 0);
    await expect
      .poll(() => clients.every(isOver), { timeout: PATIENCE_MS })
      .toBe(true)
      // Each case then says what it missed.
      .catch(() => {});
    // Nobody may ask once more than is stated.
    await new Promise((resolve) => setTimeout(resolve, 2 * RETRY_MS));
    const seen = new Map(
      clients.map(({ who, name, channel, tab }) => [
        `${who}: ${name}`,
        { tab, asked: [...askedFor(channel)] },
      ]),
    );
    for (const { tab } of clients) tab.connection.close();
    for (const context of contexts) await context.close();
    await stage.close();
    return seen;
  };
}

/** From the end of each answer to the next request, ms. */
const waitsOf = (asked: readonly Asked[]): number[] =>
  asked.slice(1).map(({ atUs }, index) => (atUs - (asked[index]?.overAtUs ?? Number.NaN)) / 1e3);

/** Without what only tells the tabs of a page apart. */
const urlOf = (asked: Asked | undefined): string | undefined => asked?.url.replace(/&tab=\d+/, '');

describe.each(HTTP_VERSIONS)(
  'over HTTP/%s an EventSource of Chromium and the lab’s client do as stated with',
  (http) => {
    test.for(Object.entries(CASES))('%s', { timeout: TIMEOUT_MS }, async ([name, stated], context) => {
      plays ??= playAll(context);
      const play = (await plays)[http];
      for (const who of CLIENTS) {
        const { asked, tab } = play.get(`${who}: ${name}`) as Seen;
        expect({
          who,
          ids: asked.map(({ lastEventId }) => lastEventId),
          heard: tab.events.map(({ seq }) => seq),
          gaveUp: tab.givenUp.length,
          url: urlOf(asked.at(-1)),
        }).toEqual({
          who,
          ids: stated.ids,
          heard: stated.heard,
          gaveUp: stated.gaveUp ? 1 : 0,
          url: `${urlOf(asked[0])}${stated.moved ?? ''}`,
        });
        for (const { accept, cacheControl } of asked) {
          expect({ who, accept, cacheControl }).toEqual({
            who,
            accept: 'text/event-stream',
            cacheControl: 'no-cache',
          });
        }
        for (const [index, waitMs] of waitsOf(asked).entries()) {
          const leastMs = (stated.waits?.[index] ?? RETRY_MS) - EARLY_MS;
          expect(waitMs, `${who}, request ${index + 2}`).toBeGreaterThanOrEqual(leastMs);
        }
      }
    });

    test('a retry that is shorter than 3 s', { timeout: TIMEOUT_MS }, async (context) => {
      plays ??= playAll(context);
      const play = (await plays)[http];
      for (const who of CLIENTS) {
        const waitsMs = Object.entries(CASES).flatMap(([name, { waits }]) =>
          waits === undefined ? waitsOf((play.get(`${who}: ${name}`) as Seen).asked) : [],
        );
        // Any one may be late on a busy machine, but not the quickest of dozens.
        expect(Math.min(...waitsMs), who).toBeLessThan(DEFAULT_MS - EARLY_MS);
      }
    });
  },
);
