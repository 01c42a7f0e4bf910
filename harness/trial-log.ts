import { randomBytes } from 'node:crypto';
import { createClient } from '@redis/client';
import { monotonicUs } from '../lab/clock.ts';
import { RedisServer } from '../lab/redis-server.ts';
import { keysOf } from '../transports/redis-scripts.ts';
import type { FaultStep } from './fault.ts';
import { onCoresOf } from './lab-process.ts';
import { OWN_REDIS } from './trial-plan.ts';

/** Where the servers of a trial find the log that they share. */
export interface SharedLog {
  readonly url: string;
  readonly keyspace: string;
}

/** What a Redis says of itself at one moment; what is counted goes on over its restarts. */
export interface LogReading {
  readonly version: string;
  readonly cpuUs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly memoryBytes: number;
}

/** What was done to the log, and when, on the monotonic clock. */
export interface LogDeed {
  readonly kind: 'log-stop' | 'log-freeze' | 'log-back';
  readonly atUs: number;
}

type LogStep = Extract<FaultStep, { on: 'log' }>;

const COUNTED = ['cpuUs', 'bytesIn', 'bytesOut'] as const;

/** The Redis of one trial: one of the lab's own, or a key space of its own in one that is there. */
export class TrialLog {
  readonly address: SharedLog;
  readonly #redis: RedisServer | undefined;
  readonly #client: ReturnType<typeof clientOf>;
  readonly #deeds: LogDeed[] = [];
  /** What Redis counted before it was started again. */
  #carried: Pick<LogReading, (typeof COUNTED)[number]> = { cpuUs: 0, bytesIn: 0, bytesOut: 0 };
  #last: LogReading | undefined;
  #away = false;

  /** @param log where it is; rejects with a LabError */
  static async open(log: string): Promise<TrialLog> {
    // On the cores of the load: it is not the server whose cost is measured.
    const redis = log === OWN_REDIS ? await RedisServer.start(onCoresOf('load')) : undefined;
    return new TrialLog(redis?.url ?? log, redis);
  }

  private constructor(url: string, redis: RedisServer | undefined) {
    this.address = { url, keyspace: `lab-${randomBytes(6).toString('hex')}` };
    this.#redis = redis;
    this.#client = clientOf(url);
  }

  get deeds(): readonly LogDeed[] {
    return this.#deeds;
  }

  /** Of the lab's own Redis as of another: of all that it does. While it is away, what it said last. */
  async read(): Promise<LogReading> {
    if (this.#away && this.#last !== undefined) return this.#last;
    if (!this.#client.isOpen) await this.#client.connect();
    const info = await this.#client.info();
    const figure = (name: string): number => Number(new RegExp(`^${name}:(.+)$`, 'm').exec(info)?.[1] ?? 0);
    const { cpuUs, bytesIn, bytesOut } = this.#carried;
    this.#last = {
      version: /^redis_version:(\S+)/m.exec(info)?.[1] ?? '',
      cpuUs: cpuUs + Math.round((figure('used_cpu_user') + figure('used_cpu_sys')) * 1e6),
      bytesIn: bytesIn + figure('total_net_input_bytes'),
      bytesOut: bytesOut + figure('total_net_output_bytes'),
      memoryBytes: figure('used_memory'),
    };
    return this.#last;
  }

  /** Takes the lab's own Redis away, and resolves when it answers again. */
  async take({ how, awayUs }: LogStep): Promise<void> {
    const redis = this.#redis;
    if (redis === undefined) return;
    const before = await this.read();
    this.#away = true;
    const atUs = monotonicUs();
    this.#deeds.push({ kind: how === 'stop' ? 'log-stop' : 'log-freeze', atUs });
    if (how === 'stop') await redis.stop();
    else redis.freeze();
    await new Promise((resolve) => setTimeout(resolve, (atUs + awayUs - monotonicUs()) / 1e3));
    if (how === 'stop') {
      await redis.startAgain();
      this.#carried = before;
    } else redis.thaw();
    this.#deeds.push({ kind: 'log-back', atUs: monotonicUs() });
    this.#away = false;
  }

  /** Leaves nothing behind: neither the lab's own Redis nor keys in another. */
  async close(): Promise<void> {
    if (this.#redis === undefined) {
      if (!this.#client.isOpen) await this.#client.connect().catch(() => {});
      if (this.#client.isReady) await this.#client.unlink([...keysOf(this.address.keyspace)]).catch(() => {});
    }
    if (this.#client.isOpen) this.#client.destroy();
    await this.#redis?.close();
  }
}

function clientOf(url: string) {
  let stood = false;
  // One that was never there is not waited for.
  const reconnectStrategy = (_retries: number, cause: Error): number | Error => (stood ? 100 : cause);
  const client = createClient({ url, maintNotifications: 'disabled', socket: { reconnectStrategy } });
  client.on('ready', () => {
    stood = true;
  });
  // It goes away where a fault takes it.
  client.on('error', () => {});
  return client;
}
