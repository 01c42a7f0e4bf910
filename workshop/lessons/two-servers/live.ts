import { z } from 'zod';
import { monotonicUs } from '../../../lab/clock.ts';
import { LabError, messageOf } from '../../../lab/errors.ts';
import { RedisServer } from '../../../lab/redis-server.ts';
import { RedisLog } from '../../../transports/redis-log.ts';
import type { Live, Stage, StageHost } from '../../live.ts';

const SERVERS = 2;

const published = z.strictObject({
  at: z
    .int()
    .min(0)
    .max(SERVERS - 1),
});

/** A pair of servers: where each of them is found; or why there is none. */
export interface Pair {
  readonly log: 'own' | 'shared';
  readonly origins?: readonly string[];
  readonly missing?: string;
}

/** Two servers with a log each, and two that share one in a real Redis. */
export default {
  async open(stage) {
    const [own, shared] = await Promise.all([openPair(stage), openSharing(stage)]);
    const pairs = [own, ...('hosts' in shared ? [shared.hosts] : [])];
    let seq = 0;
    return {
      facts: [
        { log: 'own', origins: own.map(({ origin }) => origin) },
        'hosts' in shared
          ? { log: 'shared', origins: shared.hosts.map(({ origin }) => origin) }
          : { log: 'shared', missing: shared.missing },
      ] satisfies Pair[],
      actions: {
        /** The same event in each pair, at the same one of its servers. */
        publish(input) {
          const { at } = published.parse(input);
          seq++;
          for (const pair of pairs) {
            const event = { channel: 'room', kind: 'message', source: 'page', seq, data: seq };
            pair[at]?.host.hub.publish({ ...event, intendedAtUs: monotonicUs() });
          }
          return seq;
        },
      },
    };
  },
} satisfies Live;

const openPair = (stage: Stage, logs: readonly RedisLog[] = []): Promise<StageHost[]> =>
  eachServer((index) => {
    const log = logs[index];
    return stage.host({ http: '1.1', transports: ['sse'], ...(log && { log }) });
  });

const eachServer = <Thing>(make: (index: number) => Promise<Thing>): Promise<Thing[]> =>
  Promise.all(Array.from({ length: SERVERS }, (_, index) => make(index)));

/** Where this machine has no Redis the other pair is still to be seen. */
async function openSharing(stage: Stage): Promise<{ hosts: StageHost[] } | { missing: string }> {
  let redis: RedisServer;
  try {
    redis = await RedisServer.start();
  } catch (error) {
    if (error instanceof LabError) return { missing: messageOf(error) };
    throw error;
  }
  stage.onEnd(() => redis.close());
  const { url } = redis;
  const open = async (): Promise<RedisLog> => {
    const log = await RedisLog.open({ url, keyspace: 'workshop', capacity: 1_024 });
    // Its host may never stand; closed twice is closed.
    stage.onEnd(() => log.close());
    return log;
  };
  return { hosts: await openPair(stage, await eachServer(open)) };
}
