import { type Browser, openBrowser } from '../../transports/browser.ts';
import type { Sink, Transport } from '../../transports/transport.ts';
import { LabProcess } from '../lab-process.ts';
import { medianOf } from '../results/summary.ts';
import { BARE_HTTP2, PUSH_CASES, type PushCase, RAW } from './cases.ts';
import { findParticipant } from './participants.ts';
import type { RatioAnswer, RatioCommand } from './ratio-process.ts';

/** Tabs that share a connection over HTTP/2, as in the bars. */
const TABS_PER_BROWSER = 6;

export interface RatioOptions {
  readonly subscribers: number;
  readonly events: number;
  readonly blocks: number;
  /** Case → share by which it is made dearer, to see whether that would be noticed. */
  readonly handicaps?: ReadonlyMap<string, number>;
}

/**
 * Server CPU per delivery as a multiple of the least of its kind, by case: short bursts to one server
 * process, the cases taking turns, and the median over the blocks. It takes seconds where
 * `bench:cost` takes minutes, and tells regressions, not costs: the audience is small.
 *
 * Over HTTP/1.1 the least is the raw socket, over HTTP/2 a bare stream handler: with six tabs to a write
 * HTTP/2 does other work than the raw socket, and how much the two differ is up to the machine (0.49
 * on one day, 0.64 on another, of the same code).
 */
export async function measureRatios(options: RatioOptions): Promise<ReadonlyMap<string, number>> {
  const { subscribers, events, blocks, handicaps } = options;
  const cases = [RAW, BARE_HTTP2, ...PUSH_CASES];
  const server = new LabProcess<RatioCommand, RatioAnswer>(
    { file: new URL('./ratio-process.ts', import.meta.url) },
    'server',
    'server',
  );
  const audiences: Audience[] = [];
  try {
    const ready = server.answer('ready');
    server.send({ type: 'open', cases });
    const { ports } = await ready;
    for (const one of cases) {
      audiences.push(await Audience.join(one, ports.get(one.name) ?? 0, subscribers));
    }
    const costs = new Map(cases.map(({ name }): [string, number[]] => [name, []]));
    // The first block is for the compiler.
    for (let block = -1; block < blocks; block++) {
      for (const [place] of audiences.entries()) {
        const audience = audiences[(place + block + 1) % audiences.length] as Audience;
        const { name } = audience;
        const heard = audience.hear(events);
        const cost = server.answer('cost');
        server.send({ type: 'burst', of: name, events, handicap: handicaps?.get(name) ?? 0 });
        const [{ cpuUs }] = await Promise.all([cost, heard]);
        if (block >= 0) costs.get(name)?.push(cpuUs);
      }
    }
    return new Map(
      PUSH_CASES.map(({ name, http }) => {
        const own = costs.get(name) ?? [];
        const least = costs.get(http === '2' ? BARE_HTTP2.name : RAW.name) ?? [];
        return [name, medianOf(own.map((cpuUs, block) => cpuUs / (least[block] ?? Number.NaN)))];
      }),
    );
  } finally {
    for (const audience of audiences) audience.leave();
    await server.close();
  }
}

/** The subscribers of one case. They count and do nothing else. */
class Audience {
  readonly name: string;
  readonly #browsers: Browser[] = [];
  readonly #subscribers: number;
  #missing = 0;
  #onComplete = (): void => {};

  private constructor({ name }: PushCase, subscribers: number) {
    this.name = name;
    this.#subscribers = subscribers;
  }

  /** Resolves when all of them follow the feed. */
  static async join(one: PushCase, port: number, subscribers: number): Promise<Audience> {
    const audience = new Audience(one, subscribers);
    const transport = await findParticipant(one.transport);
    const opened: Promise<void>[] = [];
    for (let tab = 0; tab < subscribers; tab++) {
      if (tab % TABS_PER_BROWSER === 0) {
        const origin = { host: '127.0.0.1', port, tls: false };
        audience.#browsers.push(openBrowser({ origin, http: one.http ?? '1.1', keepAlive: true }));
      }
      opened.push(audience.#follow(transport));
    }
    await Promise.all(opened);
    return audience;
  }

  /** Resolves when everybody has heard so many events more. */
  hear(events: number): Promise<void> {
    this.#missing += events * this.#subscribers;
    return new Promise((resolve) => {
      this.#onComplete = resolve;
    });
  }

  leave(): void {
    for (const browser of this.#browsers) browser.close();
  }

  #follow(transport: Transport): Promise<void> {
    const browser = this.#browsers.at(-1) as Browser;
    const policy = {
      pollIntervalMs: 500,
      pollPhase: 0,
      longPollTimeoutMs: 25_000,
      reconnect: { enabled: false, random: () => 0 },
    };
    return new Promise((resolve) => {
      const sink: Sink = {
        onOpen: () => resolve(),
        onEvent: () => {
          if (--this.#missing === 0) this.#onComplete();
        },
        onGap: () => {},
        onAttempt: () => {},
        onDown: () => {},
        onGiveUp: () => {},
        onRequest: () => {},
      };
      transport.connect({ browser, channel: 'feed', policy }, sink);
    });
  }
}
