import { z } from 'zod';
import { monotonicUs } from '../../lab/clock.ts';
import { type Browser, openBrowser } from '../../transports/browser.ts';
import { MemoryLog } from '../../transports/memory-log.ts';
import { comparedTransports, loadTransports } from '../../transports/registry.ts';
import { makeTlsIdentity } from '../../transports/tls-identity.ts';
import { HTTP_VERSIONS, type HttpVersion, type Transport } from '../../transports/transport.ts';
import type { Experiment } from '../experiment.ts';
import type { Laboratory } from '../laboratory.ts';

const ROUND_TRIP_MS = 120;
/** What a busy machine adds is in none of the quickest ones. */
const TIMES = 3;
const PATIENCE_MS = 10_000;

const CONNECTIONS = ['new', 'reused'] as const;

const figures = z.object({
  roundTripMs: z.number(),
  cells: z.array(
    z.object({
      transport: z.string(),
      http: z.enum(HTTP_VERSIONS),
      connection: z.enum(CONNECTIONS),
      /** The quickest of several. */
      firstEventMs: z.number(),
      roundTrips: z.number(),
    }),
  ),
});
export type FirstEvent = z.infer<typeof figures>;

export default {
  id: 'first-event',
  title: { en: 'The way to the first event', ko: '첫 이벤트까지' },
  method: {
    en: 'The lab’s clients ask for an event that is already there, through a link with 120 ms of round trip, over TLS: on a new connection, and where one is already there. Noted is the time until it arrives, in round trips, the quickest of three.',
    ko: '실험실의 클라이언트가 왕복 120 ms인 링크 너머로 TLS를 통해 이미 있는 이벤트를 요청합니다. 새 연결일 때와 이미 열어 둔 연결이 있을 때를 봅니다. 도착할 때까지의 시간을 왕복 횟수로 나타내며, 세 번 중 가장 빠른 값입니다.',
  },
  needs: [],
  figures,
  measure: (lab) => measure(lab, false),
  opposites: { 37: (lab) => measure(lab, true) },
} satisfies Experiment<FirstEvent>;

/** @param asksByMessage a WebSocket says what it wants only once it is open, as protocols on top of it often have it */
async function measure(lab: Laboratory, asksByMessage: boolean): Promise<FirstEvent> {
  const transports = comparedTransports(await loadTransports());
  const cells: FirstEvent['cells'] = [];
  for (const http of HTTP_VERSIONS) {
    const place = await openPlace(lab, http, transports);
    for (const transport of transports) {
      for (const connection of CONNECTIONS) {
        const asks = asksByMessage && transport.id === 'websocket';
        const tries: number[] = [];
        for (let time = 0; time < TIMES; time++) {
          lab.signal.throwIfAborted();
          tries.push(await timeFirstEvent(place, transport, connection, asks));
        }
        const firstEventMs = Math.min(...tries);
        const roundTrips = Math.round(firstEventMs / ROUND_TRIP_MS);
        cells.push({ transport: transport.id, http, connection, firstEventMs, roundTrips });
      }
    }
  }
  return { roundTripMs: ROUND_TRIP_MS, cells };
}

/** How to reach a server that is far away. */
type Place = () => Browser;

async function openPlace(
  lab: Laboratory,
  http: HttpVersion,
  transports: readonly Transport[],
): Promise<Place> {
  const tls = await makeTlsIdentity();
  const log = new MemoryLog({ epoch: 'e', capacity: 1_024 });
  const host = await lab.host({ http, transports, tls, log });
  host.hub.publish({ channel: 'room', kind: 'message', source: 'lab', seq: 1, intendedAtUs: 1, data: '' });
  const { link, port } = await lab.link();
  link.target(host.port);
  const way = { delayMs: ROUND_TRIP_MS / 2, jitterMs: 0, bytesPerSecond: 0 };
  link.apply({ kind: 'shape', up: way, down: way, forUs: 600e6 });
  return () =>
    openBrowser({ origin: { host: '127.0.0.1', port, tls: true }, http, keepAlive: true, ca: tls.cert });
}

async function timeFirstEvent(
  open: Place,
  transport: Transport,
  connection: (typeof CONNECTIONS)[number],
  asksByMessage: boolean,
): Promise<number> {
  const browser = open();
  try {
    if (connection === 'reused') await visit(browser);
    const startedAtUs = monotonicUs();
    await hearOne(browser, transport, asksByMessage);
    return (monotonicUs() - startedAtUs) / 1e3;
  } finally {
    browser.close();
  }
}

/** Any request: its connection is there for the next one. */
const visit = (browser: Browser): Promise<void> =>
  new Promise((resolve, reject) => {
    browser.exchange(
      { method: 'GET', path: '/nothing-here' },
      { head() {}, data() {}, end: resolve, failed: ({ message }) => reject(new Error(message)) },
    );
  });

let asked = 1;

/** Resolves at the first event. */
function hearOne(browser: Browser, { connect }: Transport, asksByMessage: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => settle(() => reject(new Error('no event came'))), PATIENCE_MS);
    const settle = (finish: () => void): void => {
      clearTimeout(late);
      connection.close();
      finish();
    };
    const connection = connect(
      {
        browser,
        channel: 'room',
        ...(!asksByMessage && { after: 'e.0' }),
        policy: {
          pollIntervalMs: 60_000,
          pollPhase: 0,
          longPollTimeoutMs: 25_000,
          reconnect: { enabled: false, random: () => 0 },
        },
      },
      {
        onOpen() {
          if (!asksByMessage) return;
          const event = { channel: 'room', kind: 'message', source: 'page', intendedAtUs: 1, data: '' };
          asked++;
          connection.publish?.({ ...event, seq: asked });
        },
        onEvent: () => settle(resolve),
        onDown: ({ message }) => settle(() => reject(new Error(message))),
        onGap() {},
        onAttempt() {},
        onGiveUp() {},
        onRequest() {},
      },
    );
  });
}
