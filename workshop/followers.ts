import { randomSource } from '../scenarios/random.ts';
import { type Browser, openBrowser } from '../transports/browser.ts';
import type { RunningHost } from '../transports/start-host.ts';
import type { Connection, Sink, Transport } from '../transports/transport.ts';
import type { Laboratory } from './laboratory.ts';

/** A client of the lab in this process; what it does not care for it need not hear. */
export interface Follow {
  readonly transport: Transport;
  readonly browser: Browser;
  readonly channel: string;
  readonly sink: Partial<Sink>;
  readonly longPollTimeoutMs?: number;
}

const POLL_MS = 500;

/** Whoever ends what was opened: a laboratory, or the stage of a live demonstration with a seed. */
type Lender = Pick<Laboratory, 'seed' | 'onEnd'>;

/** Follows channels with the lab's own clients; all of them end with the lender. */
export class Followers {
  readonly #lab: Lender;
  readonly #phase: () => number;

  constructor(lab: Lender) {
    this.#lab = lab;
    this.#phase = randomSource(lab.seed, 'poll phases').uniform;
  }

  /** A browser of its own, with six connections over HTTP/1.1; at another port where something stands before the host. */
  browser(host: Pick<RunningHost, 'port'>, port: number = host.port): Browser {
    const browser = openBrowser({
      origin: { host: '127.0.0.1', port, tls: false },
      http: '1.1',
      keepAlive: true,
    });
    this.#lab.onEnd(() => browser.close());
    return browser;
  }

  /** Resolves when the subscription stands. */
  follow({ transport, browser, channel, sink, longPollTimeoutMs = 25_000 }: Follow): Promise<Connection> {
    const { promise, resolve, reject } = Promise.withResolvers<Connection>();
    const ignore = (): void => {};
    const reconnect = { enabled: true, random: this.#phase };
    const policy = { pollIntervalMs: POLL_MS, pollPhase: this.#phase(), longPollTimeoutMs, reconnect };
    const connection: Connection = transport.connect(
      { browser, channel, policy },
      {
        onEvent: ignore,
        onGap: ignore,
        onAttempt: ignore,
        onRequest: ignore,
        onDown: ignore,
        ...sink,
        onGiveUp: (reason) => reject(new Error(`${transport.id} gave up: ${reason}`)),
        // A WebSocket may be open before `connect` has returned.
        onOpen: () => queueMicrotask(() => resolve(connection)),
      },
    );
    this.#lab.onEnd(() => connection.close());
    return promise;
  }
}
