import { monotonicUs } from '../lab/clock.ts';
import type { LogEvent } from './event.ts';

/**
 * How long one event took from being ready to being written, summed over those it was written to.
 * Ready is the moment of publishing; for an answer to a question that came later, that of the question.
 */
export interface WriteTime {
  readonly channel: string;
  readonly id: number;
  count: number;
  sumUs: number;
  slowestUs: number;
}

/** Of this many events, the latest; a harness asks once, after its last delivery. */
const KEPT_EVENTS = 50_000;
/** The first writes of a fan-out are timed one by one, then every so many-th: 7 to 60 ns for each. */
const TIMED_SINGLY = 16;

/** Writes that HTTP/2 holds until the event loop's next check phase, where session after session sends. */
interface Batch {
  readonly queued: { readonly time: WriteTime; readonly count: number; readonly readyUs: number }[];
  lastQueuedUs: number;
}

/**
 * When a server wrote what it published: tells its own share of a latency from that of wire and
 * client. Over HTTP/1.1 and on a bare socket a write is over when the call returns. Over HTTP/2 it
 * only queues, and what was queued leaves after the whole fan-out; such writes are taken as evenly
 * spread from the last queueing to the end of sending.
 */
export class WriteTimes {
  readonly #clock: () => number;
  readonly #kept: WriteTime[] = [];
  #next = 0;
  /** The fan-out under way, and how many of its writes are summed up so far. */
  #event: LogEvent | undefined;
  #time: WriteTime | undefined;
  #written = 0;
  #summed = 0;
  #summedUntilUs = 0;
  #queued = 0;
  #batch: Batch | undefined;

  constructor(clock: () => number = monotonicUs) {
    this.#clock = clock;
  }

  /** What is kept, in no order. */
  all(): readonly WriteTime[] {
    return this.#kept;
  }

  /** From here to `endFanOut`, what is written is this event. */
  beginFanOut(event: LogEvent): void {
    this.#event = event;
    this.#time = this.#timeOf(event);
    this.#written = 0;
    this.#summed = 0;
    this.#summedUntilUs = event.publishedAtUs;
    this.#queued = 0;
  }

  /** A frame went to a socket. Outside a fan-out it is no event of now: a heartbeat, a replay. */
  written(): void {
    if (this.#event === undefined) return;
    this.#written++;
    if (this.#written <= TIMED_SINGLY || this.#written % TIMED_SINGLY === 0) this.#sumUp(this.#event);
  }

  /**
   * A frame is about to be queued in HTTP/2.
   * @returns what to call when that write is done, where it is needed. TLS reports all writes of a
   *   check phase after all of them were sent, so the first report is the end of sending; without TLS
   *   each is reported by itself, and the end is the end of the phase.
   */
  queued(encrypted: boolean): (() => void) | undefined {
    if (this.#event === undefined) return undefined;
    this.#queued++;
    return this.#batch === undefined && encrypted ? this.#openBatch() : undefined;
  }

  endFanOut(): void {
    const [event, time] = [this.#event, this.#time];
    if (event === undefined || time === undefined) return;
    if (this.#written > this.#summed) this.#sumUp(event);
    this.#event = undefined;
    if (this.#queued > 0) this.#queue(time, this.#queued, event.publishedAtUs, this.#clock());
  }

  /**
   * A question was answered with these events.
   * @param atOnce false where the answer is only queued, in HTTP/2
   */
  answered(events: readonly LogEvent[], askedAtUs: number, atOnce: boolean): void {
    if (events.length === 0) return;
    const nowUs = this.#clock();
    for (const event of events) {
      const readyUs = Math.max(askedAtUs, event.publishedAtUs);
      const time = this.#timeOf(event);
      if (atOnce) add(time, 1, nowUs - readyUs, nowUs - readyUs);
      else this.#queue(time, 1, readyUs, nowUs);
    }
  }

  /** Those written since the last look, as if each had taken equally long. */
  #sumUp({ publishedAtUs }: LogEvent): void {
    const nowUs = this.#clock();
    const count = this.#written - this.#summed;
    const meanUs = this.#summedUntilUs + ((nowUs - this.#summedUntilUs) * (count + 1)) / (2 * count);
    add(this.#time as WriteTime, count, meanUs - publishedAtUs, nowUs - publishedAtUs);
    this.#summed = this.#written;
    this.#summedUntilUs = nowUs;
  }

  #queue(time: WriteTime, count: number, readyUs: number, nowUs: number): void {
    if (this.#batch === undefined) this.#openBatch();
    const batch = this.#batch as Batch;
    batch.queued.push({ time, count, readyUs });
    batch.lastQueuedUs = nowUs;
  }

  #openBatch(): () => void {
    const batch: Batch = { queued: [], lastQueuedUs: 0 };
    this.#batch = batch;
    const sent = (): void => {
      if (this.#batch !== batch) return;
      this.#batch = undefined;
      const nowUs = this.#clock();
      for (const { time, count, readyUs } of batch.queued) {
        add(time, count, (batch.lastQueuedUs + nowUs) / 2 - readyUs, nowUs - readyUs);
      }
    };
    // Also where the first write is never reported in time, because its reader does not read.
    setImmediate(sent);
    return sent;
  }

  #timeOf(event: LogEvent): WriteTime {
    if (event.writeTime !== undefined) return event.writeTime;
    const time = { channel: event.channel, id: event.id, count: 0, sumUs: 0, slowestUs: 0 };
    event.writeTime = time;
    this.#kept[this.#next] = time;
    this.#next = (this.#next + 1) % KEPT_EVENTS;
    return time;
  }
}

function add(time: WriteTime, count: number, meanUs: number, slowestUs: number): void {
  time.count += count;
  time.sumUs += count * meanUs;
  time.slowestUs = Math.max(time.slowestUs, slowestUs);
}
