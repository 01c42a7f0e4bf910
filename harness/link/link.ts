import net, { type AddressInfo, type Socket } from 'node:net';
import { monotonicUs } from '../../lab/clock.ts';
import { randomSource } from '../../scenarios/random.ts';
import { Bottleneck } from './bottleneck.ts';
import { browserAt } from './browser-address.ts';
import type { LinkDeed, LinkOperation } from './operations.ts';
import { type Bottlenecks, Pipe } from './pipe.ts';

/** How often idle connections are looked for, as a part of the time that they may be idle. */
const IDLE_LOOKS = 20;

/**
 * A TCP link between clients and a server: passes bytes, half-closes and resets on as they come, and
 * does to them what it is told. It ends connections at its own sockets, so the kernel acknowledges
 * for it: a time-out of TCP's own is never seen through it.
 */
export class Link {
  readonly #server = net.createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
  readonly #random: () => number;
  readonly #pipes = new Set<Pipe>();
  readonly #deeds: LinkDeed[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #bottlenecks = new Map<number | undefined, Bottlenecks>();
  /** Until when new connections of a browser, or of all (`null`), are refused. */
  readonly #refusedUntilUs = new Map<number | null, number>();
  #targetPort = 0;
  #held = false;
  #shape: Extract<LinkOperation, { kind: 'shape' }> | undefined;
  #bytes = 0;

  /** @param seed of the jitter */
  constructor(seed: string) {
    this.#random = randomSource(seed, 'link jitter').uniform;
    this.#server.on('connection', (client: Socket) => this.#accept(client));
  }

  /** Listens on the loopback, on that port or on one that the system chooses; resolves with the port. */
  open(port = 0): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host: '127.0.0.1', port, backlog: 4_096 }, () => {
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  /** Where connections go from now on. */
  target(port: number): void {
    this.#targetPort = port;
  }

  /** Does it, and undoes it when its time is over. */
  apply(operation: LinkOperation): void {
    switch (operation.kind) {
      case 'cut':
        this.#cut(operation.browsers ?? [null], operation.refuseForUs);
        break;
      case 'refuse':
        this.#refusedUntilUs.set(null, monotonicUs() + operation.forUs);
        this.#note('refuse', null, 0);
        break;
      case 'blackhole':
        this.#blackhole(operation.forUs);
        break;
      case 'idle-cut':
        this.#cutIdle(operation.afterUs, operation.forUs);
        break;
      case 'shape':
        this.#reshape(operation);
        break;
    }
  }

  /** What was done so far, in order. */
  get deeds(): readonly LinkDeed[] {
    return this.#deeds;
  }

  /** That came in, from both sides together. */
  get bytes(): number {
    return this.#bytes;
  }

  get connections(): number {
    return this.#pipes.size;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const pipe of this.#pipes) pipe.reset();
    await closed;
  }

  #accept(client: Socket): void {
    const browser = browserAt(client.remoteAddress);
    if (this.#isRefused(browser)) {
      client.on('error', () => {});
      client.resetAndDestroy();
      return;
    }
    const pipe: Pipe = new Pipe(
      client,
      browser,
      (bytes) => {
        this.#bytes += bytes;
      },
      () => this.#pipes.delete(pipe),
    );
    this.#pipes.add(pipe);
    if (this.#shape !== undefined) pipe.shape(this.#bottlenecksOf(browser, this.#shape));
    if (this.#held) pipe.hold();
    else this.#dial(pipe);
  }

  #dial(pipe: Pipe): void {
    const options = { host: '127.0.0.1', port: this.#targetPort, allowHalfOpen: true, noDelay: true };
    pipe.connect(net.connect(options));
  }

  #isRefused(browser: number | undefined): boolean {
    const now = monotonicUs();
    const until = (key: number | null): number => this.#refusedUntilUs.get(key) ?? 0;
    return now < until(null) || (browser !== undefined && now < until(browser));
  }

  #cut(browsers: readonly (number | null)[], refuseForUs: number): void {
    for (const browser of browsers) {
      if (refuseForUs > 0) this.#refusedUntilUs.set(browser, monotonicUs() + refuseForUs);
      const pipes = [...this.#pipes].filter((pipe) => browser === null || pipe.browser === browser);
      this.#note('cut', browser, pipes.length);
      for (const pipe of pipes) pipe.reset();
    }
  }

  #blackhole(forUs: number): void {
    this.#held = true;
    this.#note('blackhole', null, this.#pipes.size);
    for (const pipe of this.#pipes) pipe.hold();
    this.#after(forUs, () => {
      this.#held = false;
      for (const pipe of this.#pipes) {
        pipe.release();
        if (!pipe.isConnected) this.#dial(pipe);
      }
    });
  }

  #cutIdle(afterUs: number, forUs: number): void {
    const look = setInterval(
      () => {
        const silentSinceMs = performance.now() - afterUs / 1e3;
        for (const pipe of this.#pipes) {
          if (pipe.lastByteMs > silentSinceMs) continue;
          this.#note('idle-cut', pipe.browser ?? null, 1);
          pipe.reset();
        }
      },
      afterUs / 1e3 / IDLE_LOOKS,
    );
    this.#timers.add(look);
    this.#after(forUs, () => clearInterval(look));
  }

  #reshape(shape: Extract<LinkOperation, { kind: 'shape' }>): void {
    this.#shape = shape;
    this.#note('shape', null, this.#pipes.size);
    for (const pipe of this.#pipes) pipe.shape(this.#bottlenecksOf(pipe.browser, shape));
    this.#after(shape.forUs, () => {
      this.#shape = undefined;
      this.#bottlenecks.clear();
      for (const pipe of this.#pipes) pipe.shape(undefined);
    });
  }

  #bottlenecksOf(
    browser: number | undefined,
    { up, down }: Extract<LinkOperation, { kind: 'shape' }>,
  ): Bottlenecks {
    let bottlenecks = this.#bottlenecks.get(browser);
    if (bottlenecks === undefined) {
      bottlenecks = {
        up: new Bottleneck(up, this.#random),
        down: new Bottleneck(down, this.#random),
        roundTripMs: up.delayMs + down.delayMs,
      };
      this.#bottlenecks.set(browser, bottlenecks);
    }
    return bottlenecks;
  }

  /** Before it is done: on a busy machine its first victim may know of it well before it is over. */
  #note(kind: LinkDeed['kind'], browser: number | null, connections: number): void {
    this.#deeds.push({ kind, atUs: monotonicUs(), browser, connections });
  }

  #after(us: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, us / 1e3);
    this.#timers.add(timer);
  }
}
