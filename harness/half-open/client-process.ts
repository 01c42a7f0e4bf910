import { monotonicUs } from '../../lab/clock.ts';
import { openBrowser } from '../../transports/browser.ts';
import { findTransport, loadTransports } from '../../transports/registry.ts';
import { answerCommands } from '../process-mail.ts';
import { CHANNEL, type HalfOpenCase, type Noticed } from './cases.ts';

export type ClientCommand =
  | {
      readonly type: 'connect';
      readonly host: string;
      readonly ports: readonly number[];
      readonly cases: readonly HalfOpenCase[];
    }
  | { readonly type: 'report' };

export type ClientAnswer =
  | { readonly type: 'connected' }
  | { readonly type: 'reported'; readonly noticed: readonly (Noticed | undefined)[] };

const POLL_INTERVAL_MS = 500;
const LONG_POLL_MS = 25_000;

const noticed: (Noticed | undefined)[] = [];

const send = answerCommands<ClientCommand, ClientAnswer>(
  async (command) => {
    if (command.type === 'report') {
      send({ type: 'reported', noticed });
      return;
    }
    const { host, ports, cases } = command;
    const transports = await loadTransports();
    const policy = {
      pollIntervalMs: POLL_INTERVAL_MS,
      pollPhase: 0,
      longPollTimeoutMs: LONG_POLL_MS,
      // Noticing is what is looked at; coming back is not.
      reconnect: { enabled: false, random: () => 0 },
    };
    const opened = cases.map(({ transport, http }, index) => {
      const origin = { host, port: ports[index] ?? 0, tls: false };
      const browser = openBrowser({ origin, http, keepAlive: true });
      noticed.push(undefined);
      return new Promise<void>((resolve) => {
        findTransport(transports, transport).connect(
          { browser, channel: CHANNEL, policy },
          {
            onOpen: () => resolve(),
            onDown: ({ message }) => {
              noticed[index] ??= { atUs: monotonicUs(), by: message };
            },
            onEvent() {},
            onGap() {},
            onAttempt() {},
            onGiveUp() {},
            onRequest() {},
          },
        );
      });
    });
    await Promise.all(opened);
    send({ type: 'connected' });
  },
  () => {},
);
