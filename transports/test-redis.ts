import net, { type AddressInfo, type Socket } from 'node:net';
import { monotonicUs } from '../lab/clock.ts';
import { needRedis, RedisServer } from '../lab/redis-server.ts';
import type { LogEvent } from './event.ts';
import type { Gap } from './event-log.ts';
import { RedisLog, type RedisLogOptions } from './redis-log.ts';

/** A real Redis for a test, which is skipped where there is none, and fails in CI. */
export function redisFor(test: Parameters<typeof needRedis>[0]): Promise<RedisServer> {
  needRedis(test);
  return RedisServer.start();
}

/** A server's log, and what its followers hear. */
export interface HeardLog {
  readonly log: RedisLog;
  readonly events: LogEvent[];
  readonly breaks: { readonly channel: string | undefined; readonly wasAt: string }[];
  publish(seq: number, source?: string, channel?: string): Promise<number>;
}

export async function openLog(url: string, options: Partial<RedisLogOptions> = {}): Promise<HeardLog> {
  const log = await RedisLog.open({ url, keyspace: 'test', capacity: 1_024, ...options });
  const events: LogEvent[] = [];
  const breaks: HeardLog['breaks'] = [];
  log.follow({
    onEvent: (event) => events.push(event),
    onBreak: ({ epoch, id }, channel) => breaks.push({ channel, wasAt: `${epoch}.${id}` }),
  });
  return {
    log,
    events,
    breaks,
    publish: (seq, source = 'test', channel = 'room') =>
      log.append({ channel, kind: 'message', source, seq, intendedAtUs: 1, data: { seq } }, monotonicUs()),
  };
}

/** What a reader is told that comes with this cursor. */
export const gapFor = ({ log }: HeardLog, id: number, epoch = log.epoch): Gap['reason'] | undefined =>
  log.read('room', { epoch, id }).gap?.reason;

/** A way to Redis on which the answers of a server's reader can be held up, while its writer goes on. */
export interface SlowWay {
  readonly url: string;
  hold(): void;
  release(): void;
  close(): void;
}

export async function openSlowWay(redis: RedisServer): Promise<SlowWay> {
  let held = false;
  const readers = new Set<Socket>();
  const all = new Set<Socket>();
  const server = net.createServer((socket) => {
    const onward = net.connect({ port: redis.port, host: '127.0.0.1' });
    for (const end of [socket, onward]) {
      all.add(end);
      end.on('error', () => {});
      end.once('close', () => {
        all.delete(end);
        socket.destroy();
        onward.destroy();
      });
    }
    socket.on('data', (chunk: Buffer) => {
      // Only a reader ever says this.
      if (chunk.includes('XREAD')) readers.add(onward);
      if (held && readers.has(onward)) onward.pause();
      onward.write(chunk);
    });
    onward.on('data', (chunk: Buffer) => socket.write(chunk));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold() {
      held = true;
      for (const reader of readers) reader.pause();
    },
    release() {
      held = false;
      for (const reader of readers) reader.resume();
    },
    close() {
      server.close();
      for (const socket of all) socket.destroy();
    },
  };
}
