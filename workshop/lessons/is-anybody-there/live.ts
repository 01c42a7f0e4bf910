import { z } from 'zod';
import { monotonicUs } from '../../../lab/clock.ts';
import type { Live, StageHost } from '../../live.ts';

const HEARTBEAT_MS = 1_000;
/** So long nothing passes, and nobody is told. */
const UNPLUGGED_US = 8_000_000;
const LOOK_MS = 20;

const WAYS = ['sse', 'websocket'] as const;
type Way = (typeof WAYS)[number];

/** What the server of one way believes. */
export interface Belief {
  readonly way: Way;
  readonly there: number;
  /** On the lab's clock. */
  readonly sinceUs: number;
}

const input = z.strictObject({ way: z.enum(WAYS) });

/** A server for each way, with heartbeats every second, behind the lab's link. */
export default {
  async open(stage) {
    const open = (way: Way): Promise<StageHost> =>
      stage.host({ http: '1.1', transports: [way], linked: true, heartbeatMs: HEARTBEAT_MS });
    const [sse, websocket] = await Promise.all(WAYS.map(open));
    if (sse === undefined || websocket === undefined) throw new Error('a host for each way');
    const hosts = { sse, websocket };
    const told: Record<Way, number> = { sse: 0, websocket: 0 };
    const look = setInterval(() => {
      for (const way of WAYS) {
        const there = hosts[way].host.hub.subscribers;
        if (there === told[way]) continue;
        told[way] = there;
        stage.say({ way, there, sinceUs: monotonicUs() } satisfies Belief);
      }
    }, LOOK_MS);
    stage.onEnd(() => clearInterval(look));
    return {
      facts: { sse: sse.origin, websocket: websocket.origin },
      actions: {
        unplug(said) {
          hosts[input.parse(said).way].link?.apply({ kind: 'blackhole', forUs: UNPLUGGED_US });
          return { seconds: UNPLUGGED_US / 1e6 };
        },
      },
    };
  },
} satisfies Live;
