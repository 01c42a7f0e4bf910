import type { Browser as Chromium } from 'playwright-core';
import { afterAll, describe, expect, type TestContext, test } from 'vitest';
import { launchChromium } from '../../lab/chromium.ts';
import { servePage } from '../bare-page.ts';
import { clientIn } from '../test-page-client.ts';
import { joinTab, setStage, type TestTab } from '../test-tab.ts';
import { type DownCause, HTTP_VERSIONS, type HttpVersion, type Transport } from '../transport.ts';
import websocket from './index.ts';
import { closeFrame, eventJson, otherServer, say } from './test-server.ts';

const CLIENTS = ['Chromium', 'the lab'] as const;

interface Case {
  /** The close code with which a server ends a WebSocket: `null` for none, `cut` for no close frame. */
  readonly end: number | null | 'cut';
  readonly told: DownCause;
}

/** RFC 6455, 7.4.1: codes of what is in order, or may be soon; and codes of what went wrong. */
const CASES: Readonly<Record<string, Case>> = {
  ...each([1000, 1001, 1012, 1013], 'ended'),
  ...each([1002, 1008, 1009, 1011], 'protocol'),
  'a close frame without a code': { end: null, told: { code: 'ended', message: 'close code 1005' } },
  'no close frame': {
    end: 'cut',
    told: { code: 'closed', message: 'the connection was closed without a close frame' },
  },
};

function each(codes: readonly number[], code: DownCause['code']): Readonly<Record<string, Case>> {
  return Object.fromEntries(
    codes.map((end) => [`close code ${end}`, { end, told: { code, message: `close code ${end}` } }]),
  );
}

interface Seen {
  readonly tab: TestTab;
  /** `after` of each handshake. */
  readonly asked: readonly (string | null)[];
}

let chromium: Promise<Chromium> | undefined;
afterAll(async () => (await chromium)?.close());

/** Ends a WebSocket of Chromium and one of the lab in each way, all at once, and lets both come back. */
async function play(test: TestContext, http: HttpVersion): Promise<ReadonlyMap<string, Seen>> {
  chromium ??= launchChromium(test, '--ignore-certificate-errors');
  const cases = Object.values(CASES);
  const asked = new Map<string, (string | null)[]>();
  const server = otherServer((stream, query) => {
    const channel = query.get('channel') ?? '';
    const nth = asked.get(channel)?.push(query.get('after'));
    if (nth !== 1) return say(stream, eventJson(6));
    say(stream, { type: 'open', cursor: 'e.4' });
    say(stream, eventJson(5));
    const { end } = cases[Number.parseInt(channel, 10)] as Case;
    if (end === 'cut') stream.end(() => stream.destroy());
    else stream.write(closeFrame(end));
  }, servePage);
  const stage = await setStage(server, http, true);
  const context = await (await chromium).newContext();
  const page = await context.newPage();
  await page.goto(`https://127.0.0.1:${stage.host.port}/page`);
  const seen = new Map<string, Seen>();
  for (const [index, name] of Object.keys(CASES).entries()) {
    const inPage = await clientIn(page, { api: 'WebSocket', comesBack: true, tab: index });
    const connects: Readonly<Record<string, Transport['connect']>> = {
      Chromium: inPage,
      'the lab': websocket.connect,
    };
    for (const who of CLIENTS) {
      const channel = `${index}.${CLIENTS.indexOf(who)}`;
      const own: (string | null)[] = [];
      asked.set(channel, own);
      const connect = connects[who] as Transport['connect'];
      seen.set(`${who}: ${name}`, { tab: joinTab(connect, { browser: stage.browser, channel }), asked: own });
    }
  }
  await expect
    .poll(() => [...seen.values()].every(({ tab }) => tab.events.length >= 2), { timeout: 8_000 })
    .toBe(true)
    // Each case then says what it missed.
    .catch(() => {});
  for (const { tab } of seen.values()) tab.connection.close();
  await context.close();
  await stage.close();
  return seen;
}

describe.each(HTTP_VERSIONS)(
  'over HTTP/%s a WebSocket of Chromium and the lab’s are told the same by',
  (http) => {
    let played: ReturnType<typeof play> | undefined;

    test.for(Object.entries(CASES))('%s', async ([name, { told }], context) => {
      played ??= play(context, http);
      for (const who of CLIENTS) {
        const { tab, asked } = (await played).get(`${who}: ${name}`) as Seen;
        const { downs, events } = tab;
        // Both come back by the application's lines, with the last id.
        expect({ who, downs, heard: events.map(({ seq }) => seq), asked }).toEqual({
          who,
          downs: [told],
          heard: [5, 6],
          asked: [null, 'e.5'],
        });
      }
    });
  },
);
