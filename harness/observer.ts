import { monotonicUs } from '../lab/clock.ts';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import { type Browser, type ExchangeRequest, openBrowser } from '../transports/browser.ts';
import type { PublishRequest } from '../transports/event.ts';
import { type ServerState, serverState } from '../transports/server-state.ts';
import type { HttpVersion } from '../transports/transport.ts';
import { ClockBounds } from './clock-bounds.ts';
import type { ClockReading } from './results/clock-schema.ts';
import type { Target } from './trial-plan.ts';

const codes = defineErrorCodes({
  'server-unreachable': 'The server under test does not answer its state endpoints',
  'server-state': 'The server under test answers /metrics with something else than its state',
  'publish-refused': 'The server under test did not take an event by POST /events',
});

export type Wish =
  | 'reset=event-loop-delay'
  | 'writes=include'
  | 'resources=count'
  | 'resources=count&cuts=include';

/**
 * The harness's own connection to a server: reads its state and, for a server that the lab did not
 * start, publishes. The server leaves an observer's connection out of its counts.
 */
export class Observer {
  readonly #browser: Browser;
  readonly #clock = new ClockBounds();

  /**
   * Reaches the server over this HTTP version, or else over the other one: what the server speaks is
   * for the clients to find out, and for a warning to tell. Rejects with a LabError where it speaks neither.
   */
  static async reach(target: Target, http: HttpVersion): Promise<Observer> {
    const asked = new Observer(target, http);
    try {
      await asked.state();
      return asked;
    } catch (error) {
      asked.close();
      const other = new Observer(target, http === '2' ? '1.1' : '2');
      const answers = await other.state().then(
        () => true,
        () => false,
      );
      if (answers) return other;
      other.close();
      throw error;
    }
  }

  constructor(target: Target, http: HttpVersion) {
    this.#browser = openBrowser({
      origin: target.stateOrigin,
      http,
      keepAlive: true,
      // The server knows an observer's connection by its first request, so there is but one.
      connections: 1,
      ...(target.ca !== undefined && { ca: target.ca }),
    });
  }

  /** How the server's clock compares with this one's, from all readings of its state so far. */
  get clock(): ClockReading {
    return this.#clock.reading;
  }

  /**
   * @param wish `reset=event-loop-delay` begins its window again, `writes=include` adds the write times,
   *   `resources=count` what keeps the process's event loop busy, `cuts=include` when it cut peers
   */
  async state(wish?: Wish): Promise<ServerState> {
    const path = `/metrics?channels=omit${wish === undefined ? '' : `&${wish}`}`;
    const askedAtUs = monotonicUs();
    const { status, body } = await this.#ask({ method: 'GET', path });
    const answeredAtUs = monotonicUs();
    const parsed = serverState.safeParse(status === 200 ? JSON.parse(body) : undefined);
    if (parsed.success) {
      this.#clock.add(askedAtUs, parsed.data.clock.monotonicUs, answeredAtUs);
      return parsed.data;
    }
    const [issue] = parsed.error.issues;
    throw new LabError(codes['server-state'], {
      expected: 'the state of the server from GET /metrics',
      got: status === 200 ? `a fault in ${issue?.path.join('.')}: ${issue?.message}` : `status ${status}`,
    });
  }

  /** Publishes one event by `POST /events`. */
  async publish(event: PublishRequest): Promise<void> {
    const { status, body } = await this.#ask({
      method: 'POST',
      path: '/events',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(event),
    });
    if (status === 202) return;
    throw new LabError(codes['publish-refused'], {
      expected: '202 from POST /events',
      got: `${status}: ${body.slice(0, 200)}`,
    });
  }

  close(): void {
    this.#browser.close();
  }

  #ask(request: ExchangeRequest): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      let status = 0;
      const chunks: Buffer[] = [];
      this.#browser.exchange(request, {
        head: (received) => {
          status = received;
        },
        data: (chunk) => chunks.push(chunk),
        end: () => resolve({ status, body: Buffer.concat(chunks).toString() }),
        failed: ({ message }) =>
          reject(
            new LabError(codes['server-unreachable'], {
              expected: `an answer to ${request.method} ${request.path}`,
              got: message,
            }),
          ),
      });
    });
  }
}
