import { monotonicUs } from '../../../lab/clock.ts';
import { hearAnswer, pollPath } from '../../../transports/poll-request.ts';
import { keepConnected, type LineSink } from '../../../transports/reconnect.ts';
import type { ConnectOptions, DownCause, Transport } from '../../../transports/transport.ts';
import { type Polled, polledOf } from './polled.ts';
import { type Asker, type FullClient, Volleys } from './volley.ts';

/** How long an answer is waited for beyond the time for which a server holds a question. */
const GRACE_S = 10;

/** A transport whose tabs ask through autocannon, each with a connection of its own. */
export function throughAutocannon(transport: Transport): Transport {
  const polled = polledOf(transport.id);
  const volleys = new Volleys();
  return {
    ...transport,
    connect: (options, sink) => {
      const { browser, policy } = options;
      const perSecond = polled.perSecond?.(policy);
      const patienceS = policy.longPollTimeoutMs / 1e3 + GRACE_S;
      const phase = perSecond === undefined ? undefined : policy.pollPhase;
      return keepConnected(options, polled.rules(policy), sink, (after, line) => {
        const tab = new PolledTab(polled, options, line, after);
        volleys.add(tab, { origin: browser.origin, perSecond, patienceS }, phase);
        // Who does not read is a fault, and faults are not played through autocannon.
        return { pause: () => {}, resume: () => {}, close: () => tab.close() };
      });
    },
  };
}

/** One tab's questions, until it is closed or one of them fails. */
class PolledTab implements Asker {
  closed = false;
  readonly #polled: Polled;
  readonly #options: ConnectOptions;
  readonly #line: LineSink;
  #after: string | undefined;
  #client: FullClient | undefined;
  #askedAtUs = 0;
  #opened = false;

  constructor(polled: Polled, options: ConnectOptions, line: LineSink, after: string | undefined) {
    this.#polled = polled;
    this.#options = options;
    this.#line = line;
    this.#after = after;
  }

  armed(client: FullClient): void {
    this.#client = client;
  }

  nextPath(): string {
    this.#askedAtUs = monotonicUs();
    const { channel, policy } = this.#options;
    const { path, rest } = this.#polled;
    return pollPath(path, channel, this.#after, rest(policy, !this.#opened));
  }

  answered(status: number, body: string): void {
    const answer = { status, body: Buffer.from(body), protocol: 'http/1.1', sentAtUs: this.#askedAtUs };
    const fault = hearAnswer(answer, this.#line, (cursor, protocol) => {
      this.#after = cursor ?? this.#after;
      if (this.#opened) return;
      this.#opened = true;
      this.#line.open(protocol);
    });
    if (fault !== undefined) this.#down(fault);
  }

  timed(responseMs: number): void {
    this.#line.request(responseMs * 1e3);
  }

  failed(message: string): void {
    this.#down({ code: 'closed', message });
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#client?.destroy();
  }

  #down(cause: DownCause): void {
    if (this.closed) return;
    this.close();
    this.#line.down(cause);
  }
}
