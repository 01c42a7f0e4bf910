import type { Request, Response } from 'express';
import { z } from 'zod';
import { monotonicUs } from '../../lab/clock.ts';
import { defineErrorCodes, LabError } from '../../lab/errors.ts';
import { type Cursor, parseCursor } from '../cursor.ts';
import { readChannel } from '../event.ts';
import type { Page } from '../event-log.ts';
import { leavesAtOnce } from '../frame-writer.ts';
import type { Host } from '../host.ts';
import type { Subscriber } from '../hub.ts';
import { sendPage } from '../page-answer.ts';

const codes = defineErrorCodes({
  'long-poll-timeout': 'The time that a long poll asks to be held is out of bounds',
});

const timeoutMs = z.coerce.number().int().min(1).max(60_000).default(25_000);

/**
 * `GET /long-poll?channel=C&after=N&timeoutMs=T` answers at once where something is new, else holds
 * the request until an event comes or T is over. A client that names no cursor joins: it is told at
 * once where the log ends.
 */
export function mount(host: Host): void {
  const waiters = new Set<Waiter>();
  host.onShutdown(() => {
    for (const waiter of waiters) waiter.answer();
  });

  host.app.get('/long-poll', (request: Request, response: Response) => {
    const askedAtUs = monotonicUs();
    const channel = readChannel(request.query.channel);
    const { after } = request.query;
    const cursor = after === undefined ? undefined : parseCursor(String(after));
    const limit = timeoutMs.safeParse(request.query.timeoutMs);
    if (!limit.success) {
      throw new LabError(codes['long-poll-timeout'], {
        expected: 'timeoutMs to be a whole number from 1 to 60000',
        got: JSON.stringify(request.query.timeoutMs).slice(0, 60),
      });
    }
    host.hub.whenKnown(channel, cursor, () => {
      const page = host.hub.read(channel, cursor);
      if (cursor === undefined || page.events.length > 0 || page.gap !== undefined) {
        answer(host, response, page, { joining: cursor === undefined, askedAtUs });
        return;
      }
      const waiter = new Waiter(host, response, channel, () => waiters.delete(waiter));
      waiters.add(waiter);
      waiter.wait({ epoch: host.hub.epoch, id: page.lastId }, limit.data, askedAtUs);
    });
  });
}

function answer(
  host: Host,
  response: Response,
  page: Page,
  { joining, askedAtUs }: { readonly joining: boolean; readonly askedAtUs: number },
): void {
  sendPage(response, page, joining);
  host.hub.writes.answered(page.events, askedAtUs, leavesAtOnce(response));
}

/** One held request. It is answered once: by an event, by its time, or by the shutdown. */
class Waiter implements Subscriber {
  readonly channel: string;
  readonly #host: Host;
  readonly #response: Response;
  readonly #onOver: () => void;
  #timer: NodeJS.Timeout | undefined;
  #after: Cursor | undefined;
  #askedAtUs = 0;
  #due = false;

  constructor(host: Host, response: Response, channel: string, onOver: () => void) {
    this.#host = host;
    this.#response = response;
    this.channel = channel;
    this.#onOver = onOver;
  }

  wait(after: Cursor, limitMs: number, askedAtUs: number): void {
    this.#after = after;
    this.#askedAtUs = askedAtUs;
    this.#host.gauges.waiters++;
    this.#host.hub.join(this, after);
    this.#timer = setTimeout(() => this.answer(), limitMs);
    this.#response.once('close', () => this.#free());
  }

  /** Several events of one tick leave in one answer, so the answer waits for the tick's end. */
  deliver(): void {
    if (this.#due) return;
    this.#due = true;
    setImmediate(() => this.answer());
  }

  /** The answer says what the gap is. */
  goOn(): void {
    this.answer();
  }

  answer(): void {
    if (this.#timer === undefined) return;
    const page = this.#host.hub.read(this.channel, this.#after);
    this.#free();
    answer(this.#host, this.#response, page, { joining: false, askedAtUs: this.#askedAtUs });
  }

  /** Also when the client went away: nothing may be held for nobody. */
  #free(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#host.gauges.waiters--;
    this.#host.hub.leave(this);
    this.#onOver();
  }
}
