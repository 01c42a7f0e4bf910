import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { monotonicUs } from '../../../lab/clock.ts';
import type { Live } from '../../live.ts';

const TRANSITS_MS = [0, 100, 250] as const;
const FOREVER_US = 3_600_000_000;

export interface SlowLink {
  /** One link for each transport: what one of them sends is not in the way of the others. */
  readonly origins: Readonly<Record<string, string>>;
  readonly transitsMs: readonly number[];
}

const IDS = ['polling', 'long-polling', 'sse', 'websocket'];
const shape = z.strictObject({ transitMs: z.union([z.literal(0), z.literal(100), z.literal(250)]) });
const publish = z.strictObject({
  events: z.number().int().min(1).max(5),
  apartMs: z.number().min(0).max(500),
});

/** A host of each transport behind a link that takes its time. */
export default {
  async open(stage) {
    const hosts = await Promise.all(
      IDS.map(async (id) => ({ id, ...(await stage.host({ http: '1.1', transports: [id], linked: true })) })),
    );
    let seq = 0;
    return {
      facts: {
        origins: Object.fromEntries(hosts.map(({ id, origin }) => [id, origin])),
        transitsMs: TRANSITS_MS,
      } satisfies SlowLink,
      actions: {
        shape(input) {
          const way = { delayMs: shape.parse(input).transitMs, jitterMs: 0, bytesPerSecond: 0 };
          for (const { link } of hosts) link?.apply({ kind: 'shape', up: way, down: way, forUs: FOREVER_US });
        },
        async publish(input) {
          const { events, apartMs } = publish.parse(input);
          for (let nth = 1; nth <= events; nth++) {
            if (nth > 1) await sleep(apartMs);
            const event = { channel: 'pairs', kind: 'message', source: 'press', seq: ++seq, data: nth };
            for (const { host } of hosts) host.hub.publish({ ...event, intendedAtUs: monotonicUs() });
          }
        },
      },
    };
  },
} satisfies Live;
