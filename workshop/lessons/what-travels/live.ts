import { z } from 'zod';
import { openTap, type SocketTap } from '../../../harness/ledger/socket-tap.ts';
import { type Browser, openBrowser } from '../../../transports/browser.ts';
import { findTransport, loadTransports } from '../../../transports/registry.ts';
import type { RunningHost } from '../../../transports/start-host.ts';
import {
  type Connection,
  HTTP_VERSIONS,
  type HttpVersion,
  type Transport,
} from '../../../transports/transport.ts';
import type { Live, Stage } from '../../live.ts';
import { turns } from '../../turns.ts';
import { annotate, type Piece } from './annotate.ts';

const CHANNEL = 'feed';
const POLL_MS = 1_500;
const ids = ['polling', 'long-polling', 'sse', 'websocket'] as const;
const wanted = z.strictObject({ transport: z.enum(ids), http: z.enum(HTTP_VERSIONS) });

export interface Carried {
  /** Until the event was published, and from then on. */
  readonly before: { readonly up: readonly Piece[]; readonly down: readonly Piece[] };
  readonly after: { readonly up: readonly Piece[]; readonly down: readonly Piece[] };
}

/** One transport over one HTTP version through a tap, and where its bytes were when the event came. */
interface Carriage {
  readonly host: RunningHost;
  readonly tap: SocketTap;
  readonly http: HttpVersion;
  /** Where the lab's own client follows: resolves when it has the event. A page tells that itself. */
  heard: Promise<void> | undefined;
  /** The lab's own client, where it is not the page that follows. */
  client: { readonly browser: Browser; readonly connection: Connection } | undefined;
  marks: readonly { readonly up: number; readonly down: number }[];
}

/**
 * A browser speaks HTTP/2 with TLS only, and then its bytes could not be read: over HTTP/2 the lab's own client
 * asks, in cleartext. Over HTTP/1.1 it is the reader's browser.
 */
export default {
  async open(stage) {
    let carriage: Carriage | undefined;
    const inTurn = turns();
    const leave = async (): Promise<void> => {
      const last = carriage;
      carriage = undefined;
      if (last !== undefined) await closeCarriage(last);
    };
    stage.onEnd(() => inTurn(leave));
    return {
      facts: { channel: CHANNEL, pollMs: POLL_MS },
      actions: {
        /** One at a time: the one before gives its ports and its recording back. */
        open(input) {
          const { transport, http } = wanted.parse(input);
          return inTurn(async () => {
            await leave();
            carriage = await openCarriage(stage, transport, http);
            if (http === '2') {
              await followByClient(carriage, findTransport(await loadTransports(), transport));
              return null;
            }
            const { origin } = carriage.tap;
            return { origin: `http://${origin.host}:${origin.port}` };
          });
        },
        async publish() {
          if (carriage === undefined) return;
          carriage.marks = carriage.tap.connections.map(({ up, down }) => ({
            up: up.length,
            down: down.length,
          }));
          carriage.host.hub.publish({
            channel: CHANNEL,
            kind: 'message',
            source: 'lesson',
            seq: 1,
            intendedAtUs: 0,
            data: 'The quick brown fox jumps over the lazy dog',
          });
          await carriage.heard;
        },
        read: () => (carriage === undefined ? null : readCarriage(carriage)),
      },
    };
  },
} satisfies Live;

async function openCarriage(stage: Stage, id: (typeof ids)[number], http: HttpVersion): Promise<Carriage> {
  // The host has to know the tap's port, by which its pages name their origin, and the tap the host's.
  const target = { host: '127.0.0.1', port: 0, tls: false };
  const tap = await openTap(target);
  // Also where the host never stands.
  stage.onEnd(() => void tap.close());
  const { host } = await stage.host({
    http,
    tls: false,
    transports: [id],
    allowedOrigins: [`http://127.0.0.1:${tap.origin.port}`],
  });
  target.port = host.port;
  return { host, tap, http, heard: undefined, client: undefined, marks: [] };
}

/** Resolves when it follows. */
async function followByClient(carriage: Carriage, transport: Transport): Promise<void> {
  const { http, tap } = carriage;
  const browser = openBrowser({ origin: tap.origin, http, keepAlive: true });
  const heard = Promise.withResolvers<void>();
  carriage.heard = heard.promise;
  // Nobody may be waiting when the end of the demonstration ends it.
  heard.promise.catch(() => {});
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string): void => {
      heard.reject(new Error(why));
      reject(new Error(why));
    };
    const policy = {
      pollIntervalMs: POLL_MS,
      pollPhase: 0,
      longPollTimeoutMs: 25_000,
      reconnect: { enabled: false, random: () => 0, reopen: false },
    };
    const connection = transport.connect(
      { browser, channel: CHANNEL, policy },
      {
        onOpen: () => resolve(),
        onEvent: () => heard.resolve(),
        onGap: () => {},
        onAttempt: () => {},
        onDown: ({ message }) => fail(message),
        onGiveUp: fail,
        onRequest: () => {},
      },
    );
    carriage.client = { browser, connection };
  });
}

async function closeCarriage({ client, host, tap }: Carriage): Promise<void> {
  client?.connection.close();
  client?.browser.close();
  await host.close();
  // After the host, whose end is the end of its connections. A browser's spare ones take seconds, and no press waits for that.
  void tap.close();
}

function readCarriage({ tap, http, marks }: Carriage): Carried {
  const carried = {
    before: { up: [] as Piece[], down: [] as Piece[] },
    after: { up: [] as Piece[], down: [] as Piece[] },
  };
  for (const [index, connection] of tap.connections.entries()) {
    for (const direction of ['up', 'down'] as const) {
      const { bytes } = connection[direction];
      // The page of the tab came by the same way, on connections of its own.
      if (connection.up.bytes.toString('latin1', 0, 8).startsWith('GET /tab')) continue;
      let at = 0;
      for (const piece of annotate(bytes, http, direction)) {
        const isBefore = at < (marks[index]?.[direction] ?? 0);
        carried[isBefore ? 'before' : 'after'][direction].push(piece);
        at += piece.bytes;
      }
    }
  }
  return carried;
}
