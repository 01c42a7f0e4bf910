import type { Request } from 'express';
import { z } from 'zod';
import { monotonicUs } from '../../../lab/clock.ts';
import type { Served } from '../../../transports/start-host.ts';
import type { Live } from '../../live.ts';

const EVENTS = 40;
const FOREVER_US = 3_600_000_000;

export interface Ordered {
  readonly origin: string;
  readonly count: number;
}

const jitter = z.strictObject({ jitterMs: z.number().min(0).max(500) });

/** A host behind the lab's link, which can delay each connection's bytes at random; it tells in which order requests came. */
export default {
  async open(stage) {
    const noting: Served = {
      id: 'noting',
      mount: ({ app }) => {
        app.use('/poll', ({ query }: Request, _response: unknown, next: () => void) => {
          if (query.n !== undefined) stage.say({ arrived: Number(query.n) });
          next();
        });
      },
    };
    const { origin, host, link } = await stage.host({
      http: '1.1',
      transports: ['polling', 'sse', 'websocket'],
      more: [noting],
      linked: true,
    });
    let seq = 0;
    return {
      facts: { origin, count: EVENTS } satisfies Ordered,
      actions: {
        shape(input) {
          const { jitterMs } = jitter.parse(input);
          const way = { delayMs: 0, jitterMs, bytesPerSecond: 0 };
          link?.apply({ kind: 'shape', up: way, down: way, forUs: FOREVER_US });
        },
        publish() {
          for (let sent = 0; sent < EVENTS; sent++) {
            const event = { channel: 'order', kind: 'message', source: 'burst', seq: ++seq, data: sent + 1 };
            host.hub.publish({ ...event, intendedAtUs: monotonicUs() });
          }
        },
      },
    };
  },
} satisfies Live;
