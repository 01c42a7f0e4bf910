import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { monotonicUs } from '../lab/clock.ts';
import { defineErrorCodes, LabError, messageOf } from '../lab/errors.ts';
import { type Cursor, formatCursor } from './cursor.ts';
import { LogEvent, type PublishRequest } from './event.ts';
import { type EventLog, type LogFollower, type LogState, type Page, pageOf } from './event-log.ts';
import { EventRing } from './event-ring.ts';
import { isLater, readEntry, type StreamEntry } from './redis-entry.ts';
import { Outbox } from './redis-outbox.ts';
import { keysOf, redisScripts } from './redis-scripts.ts';
import { withoutSecrets } from './redis-url.ts';

const codes = defineErrorCodes({
  'log-unreachable': 'The Redis that is to hold the log cannot be reached or used',
});

const CONNECT_WITHIN_MS = 3_000;
const RECONNECT_EVERY_MS = 100;
/** A connection that says nothing for so long is given up; the reader hears something every half second. */
const SILENT_MS = 10_000;
const BLOCK_MS = 500;
/** Of one reading: what is between two of them is open to whatever else the process has to do. */
const READ_EVENTS = 256;
/** No answer for so long, and the log counts as away. */
const AWAY_US = 1_000_000;
/** How long a reader waits to be told whether its cursor can be. */
const SETTLE_WITHIN_MS = 500;
const CLOSE_WITHIN_MS = 1_000;
const BEGINNING = '0-0';

export interface RedisLogOptions {
  /** `redis[s]://[[user][:password]@]host[:port][/database]`. */
  readonly url: string;
  /** Servers with the same one share a log. */
  readonly keyspace: string;
  /** Events kept per channel in this process, for those who come back. */
  readonly capacity: number;
  readonly maxChannels?: number;
  /** Events kept in Redis, of all channels together, for servers that start or were away. */
  readonly journalEvents?: number;
  /** Of events that wait while Redis is away; 64 MiB unless told. */
  readonly mostWaitingBytes?: number;
}

/**
 * A log that several servers share. Redis gives the ids; each server keeps a replica in its memory, fed by one
 * stream in the order that Redis has it, so that reading never waits and goes on while Redis is away. An event is
 * delivered when it comes back from Redis, at whichever server it was published.
 */
export class RedisLog implements EventLog {
  readonly #options: RedisLogOptions;
  readonly #maxChannels: number;
  readonly #writer: ReturnType<typeof connectionTo>;
  readonly #reader: ReturnType<typeof connectionTo>;
  readonly #outbox: Outbox;
  readonly #rings = new Map<string, EventRing>();
  /**
   * Channel → an id past what the replica holds that is taken for given: Redis said so, or could not be asked.
   * Forgotten when the replica has come as far.
   */
  readonly #promised = new Map<string, number>();
  #follower: LogFollower | undefined;
  #epoch = '';
  /** In the stream: everything up to here is in the replica. */
  #place = BEGINNING;
  /** The channels' last ids, to be held against the replica once it has come to a place in the stream. */
  #ends: { readonly at: string; readonly lastIds: ReadonlyMap<string, number> } | undefined;
  #feeding: Promise<void> | undefined;
  #closed = false;
  #heardAtUs = monotonicUs();
  #reason: string | undefined;
  /** Since when Redis has not taken what is published here, though it may answer. */
  #refusingSinceUs: number | undefined;
  #received = 0;
  #malformed = 0;
  #tripSumUs = 0;
  #tripMaxUs = 0;

  /** Resolves when the replica holds what Redis has. Rejects with a LabError where Redis cannot be reached or used. */
  static async open(options: RedisLogOptions): Promise<RedisLog> {
    const log = new RedisLog(options);
    try {
      await Promise.all([log.#writer.connect(), log.#reader.connect()]);
      await log.#align();
      while (log.#ends !== undefined) await log.#readOn();
    } catch (error) {
      log.#destroy();
      throw new LabError(codes['log-unreachable'], {
        expected: `a Redis for the log at ${withoutSecrets(options.url)}`,
        got: reasonOf(error),
        remedy:
          'Start one (redis-server), name another place with --log redis://host:port, or leave --log out.',
        status: 503,
      });
    }
    log.#feeding = log.#feed();
    return log;
  }

  private constructor(options: RedisLogOptions) {
    this.#options = options;
    this.#maxChannels = options.maxChannels ?? 100_000;
    const started = (): boolean => this.#feeding !== undefined;
    this.#writer = connectionTo(options.url, started);
    this.#reader = connectionTo(options.url, started);
    for (const client of [this.#writer, this.#reader]) {
      client.on('error', (error) => {
        this.#reason = reasonOf(error);
      });
    }
    this.#outbox = new Outbox({
      maxChannels: this.#maxChannels,
      mostWaitingBytes: options.mostWaitingBytes ?? 64 * 1024 * 1024,
      send: (words) => this.#send(words),
      onFailure: (error) => {
        this.#reason = reasonOf(error);
        this.#refusingSinceUs ??= monotonicUs();
      },
    });
  }

  get epoch(): string {
    return this.#epoch;
  }

  append(request: PublishRequest, publishedAtUs: number): Promise<number> {
    return this.#outbox.append(request, publishedAtUs);
  }

  read(channel: string, after?: Cursor): Page {
    const ring = this.#rings.get(channel);
    const promised = this.#promised.get(channel) ?? 0;
    if (
      after !== undefined &&
      after.id > (ring?.lastId ?? 0) &&
      after.id <= promised &&
      this.#isOurs(after)
    ) {
      return { events: [], cursor: formatCursor(this.#epoch, after.id), lastId: after.id };
    }
    return pageOf(this.#epoch, ring, after);
  }

  *channels(): Iterable<{ channel: string; lastId: number }> {
    for (const [channel, { lastId }] of this.#rings) yield { channel, lastId };
  }

  follow(follower: LogFollower): void {
    this.#follower = follower;
  }

  /** Asks Redis whether an id that this replica does not hold has been given. */
  settle(channel: string, after: Cursor): Promise<void> | undefined {
    const known = Math.max(this.#lastIdOf(channel), this.#promised.get(channel) ?? 0);
    if (!this.#isOurs(after) || after.id <= known) return undefined;
    const asked = this.#givenIn(channel).then(
      (given) => {
        if (after.id <= given) this.#promise(channel, after.id);
      },
      () => this.#promise(channel, after.id),
    );
    const enough = wait(SETTLE_WITHIN_MS, 'enough', { ref: false });
    return Promise.race([asked, enough]).then((first) => {
      // While nobody can say, whoever comes back is believed: a gap told in error cannot be taken back.
      if (first === 'enough') this.#promise(channel, after.id);
    });
  }

  state(): LogState {
    const nowUs = monotonicUs();
    const silentUs = nowUs - this.#heardAtUs;
    const silent = silentUs > AWAY_US || !this.#writer.isReady || !this.#reader.isReady;
    const awayForUs = Math.max(silent ? silentUs : 0, nowUs - (this.#refusingSinceUs ?? nowUs));
    return {
      kind: 'redis',
      awayForUs,
      ...(awayForUs > 0 && { reason: this.#reason ?? 'it does not answer' }),
      waiting: this.#outbox.waiting,
      published: this.#outbox.published,
      received: this.#received,
      malformed: this.#malformed,
      tripSumUs: this.#tripSumUs,
      tripMaxUs: this.#tripMaxUs,
    };
  }

  /** What still waits for Redis is given a second to get there. */
  async close(): Promise<void> {
    const lastMs = performance.now() + CLOSE_WITHIN_MS;
    while (this.#outbox.waiting > 0 && performance.now() < lastMs) await wait(5);
    this.#destroy();
    await this.#feeding;
  }

  #destroy(): void {
    this.#closed = true;
    this.#outbox.close();
    for (const client of [this.#writer, this.#reader]) if (client.isOpen) client.destroy();
  }

  async #send(words: readonly string[]): Promise<readonly number[]> {
    const { keyspace, journalEvents = 100_000 } = this.#options;
    const limits = [newEpoch(), String(journalEvents), String(this.#maxChannels)];
    const ids = await this.#writer.appendEvents(keyspace, [...limits, ...words]);
    this.#refusingSinceUs = undefined;
    return ids;
  }

  /** Reads on for as long as the process lives, whatever Redis does. */
  async #feed(): Promise<void> {
    let aligned = true;
    while (!this.#closed) {
      try {
        if (!aligned) await this.#align();
        aligned = await this.#readOn();
      } catch (error) {
        if (this.#closed) return;
        aligned = false;
        this.#reason = reasonOf(error);
        await wait(RECONNECT_EVERY_MS);
      }
    }
  }

  /** Finds out whether the log in Redis is still the one that the replica is of, and how far it goes. */
  async #align(): Promise<void> {
    const { keyspace } = this.#options;
    let { epoch, newest, lastIds } = await this.#reader.align(keyspace, [newEpoch()]);
    if (epoch === this.#epoch && isLater(this.#place, newest)) {
      epoch = await this.#reader.renew(keyspace, [newEpoch(), this.#epoch]);
      newest = BEGINNING;
      lastIds = new Map();
    }
    if (epoch !== this.#epoch) this.#beginAnew(epoch);
    this.#ends = { at: newest, lastIds };
    await this.#keepPromises();
    if (!isLater(newest, this.#place)) this.#comeToEnds();
  }

  /** False where what came is of another log than the replica. */
  async #readOn(): Promise<boolean> {
    const streams = [{ key: this.#key('events'), id: this.#place }];
    const [stream] = (await this.#reader.xRead(streams, { COUNT: READ_EVENTS, BLOCK: BLOCK_MS })) ?? [];
    this.#heardAtUs = monotonicUs();
    if (this.#refusingSinceUs === undefined) this.#reason = undefined;
    for (const { id: place, message } of stream?.messages ?? []) {
      this.#place = place;
      const entry = readEntry(message);
      if (entry === undefined) this.#malformed++;
      else if (entry.epoch !== this.#epoch) return false;
      else await this.#take(entry);
    }
    if (this.#ends !== undefined && !isLater(this.#ends.at, this.#place)) this.#comeToEnds();
    return true;
  }

  async #take({ id, epoch, request, publishedAtUs }: StreamEntry): Promise<void> {
    const { channel } = request;
    const ring = this.#rings.get(channel) ?? this.#openRing(channel);
    const follows = id === ring.lastId + 1;
    // An id that Redis has not given is no event of this log; one that came before is here already.
    if (id <= ring.lastId || (!follows && id > (await this.#givenIn(channel)))) {
      this.#malformed++;
      return;
    }
    if (!follows) this.#skip(channel, ring, id - 1);
    const event = new LogEvent(request, { id, epoch, publishedAtUs });
    ring.push(event);
    if (id >= (this.#promised.get(channel) ?? 0)) this.#promised.delete(channel);
    this.#countTrip(monotonicUs() - publishedAtUs);
    this.#follower?.onEvent(event);
  }

  /** What was there before this server was is no trip to it. */
  #countTrip(tripUs: number): void {
    if (this.#feeding === undefined) return;
    this.#received++;
    this.#tripSumUs += tripUs;
    this.#tripMaxUs = Math.max(this.#tripMaxUs, tripUs);
  }

  /** What was trimmed in Redis before it came here is a gap for those who wait for it. */
  #skip(channel: string, ring: EventRing, to: number): void {
    const wasAt = { epoch: this.#epoch, id: ring.lastId };
    ring.skipTo(to);
    this.#follower?.onBreak(wasAt, channel);
  }

  /** The replica is as far as Redis was: a channel that is not has lost what it lacks. */
  #comeToEnds(): void {
    for (const [channel, lastId] of this.#ends?.lastIds ?? []) {
      const ring = this.#rings.get(channel) ?? this.#openRing(channel);
      if (ring.lastId < lastId) this.#skip(channel, ring, lastId);
    }
    this.#ends = undefined;
  }

  #beginAnew(epoch: string): void {
    const wasAt = { epoch: this.#epoch, id: 0 };
    this.#epoch = epoch;
    this.#place = BEGINNING;
    this.#rings.clear();
    this.#promised.clear();
    if (wasAt.epoch !== '') this.#follower?.onBreak(wasAt);
  }

  #promise(channel: string, id: number): void {
    this.#promised.set(channel, Math.max(id, this.#promised.get(channel) ?? 0));
  }

  /** Who was believed while Redis could not be asked is told where that was wrong. */
  async #keepPromises(): Promise<void> {
    for (const [channel, id] of this.#promised) {
      if (id <= (await this.#givenIn(channel))) continue;
      this.#promised.delete(channel);
      this.#follower?.onBreak({ epoch: this.#epoch, id: this.#lastIdOf(channel) }, channel);
    }
  }

  async #givenIn(channel: string): Promise<number> {
    return Number((await this.#writer.hGet(this.#key('ids'), channel)) ?? 0);
  }

  #openRing(channel: string): EventRing {
    const ring = new EventRing(this.#options.capacity);
    this.#rings.set(channel, ring);
    return ring;
  }

  #lastIdOf(channel: string): number {
    return this.#rings.get(channel)?.lastId ?? 0;
  }

  #isOurs({ epoch }: Cursor): boolean {
    return epoch === undefined || epoch === this.#epoch;
  }

  #key(name: string): string {
    return keysOf(this.#options.keyspace).find((key) => key.endsWith(`:${name}`)) ?? name;
  }
}

const newEpoch = (): string => randomBytes(4).toString('hex');

/** @param started whether to come back by itself for ever; before that, who starts is to hear what is wrong */
function connectionTo(url: string, started: () => boolean) {
  return createClient({
    url,
    scripts: redisScripts,
    pingInterval: 1_000,
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: CONNECT_WITHIN_MS,
      socketTimeout: SILENT_MS,
      reconnectStrategy: (_retries, cause) => (started() ? RECONNECT_EVERY_MS : cause),
    },
  });
}

/** Why something failed; of several addresses that were tried, the first. */
function reasonOf(error: unknown): string {
  const { cause, errors } = Object(error) as { cause?: unknown; errors?: unknown[] };
  const first = errors?.[0] ?? cause;
  return first === undefined ? messageOf(error) : messageOf(first);
}
