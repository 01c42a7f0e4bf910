import { z } from 'zod';
import { withMore } from '../../../harness/experiments/nginx-directives/directives.ts';
import { findProxy } from '../../../harness/proxy-parts.ts';
import { checkProgram, reconfigured, startProxy } from '../../../harness/start-proxy.ts';
import type { OutsideServer } from '../../../lab/outside/outside-server.ts';
import { FIVE } from '../../five-directives.ts';
import type { Live } from '../../live.ts';
import { turns } from '../../turns.ts';

/** A buffer of nginx, 4 KiB, is full after five or six seconds of these. */
const EVENTS_PER_SECOND = 4;
const PAYLOAD_BYTES = 60;

const settings = z.strictObject({
  directives: z.array(z.enum(FIVE)).max(FIVE.length),
  /** Whether the server behind it sends `X-Accel-Buffering: no`. */
  asksNotToBuffer: z.boolean(),
});
export type Settings = z.infer<typeof settings>;

export interface Straight {
  /** The server that does not ask, with nothing in between. */
  readonly origin: string;
  readonly directives: readonly string[];
}

export interface Served {
  /** nginx. */
  readonly origin: string;
  /** Of its configuration: what it does with each request. */
  readonly location: string;
}

/** A server, once straight and once behind a real nginx that starts anew with every directive. */
export default {
  async open(stage) {
    const nginx = await findProxy('nginx-default');
    checkProgram(nginx);
    const [asking, silent] = await Promise.all([
      stage.host({ http: '1.1', transports: ['sse'], bufferingHint: true }),
      stage.host({ http: '1.1', transports: ['sse'], bufferingHint: false }),
    ]);
    await stage.play([asking, silent], 'live-feed', {
      clients: 1,
      rate: EVENTS_PER_SECOND,
      payloadBytes: PAYLOAD_BYTES,
    });
    let running: OutsideServer | undefined;
    const serve = async ({ directives, asksNotToBuffer }: Settings): Promise<Served> => {
      await running?.close();
      running = undefined;
      stage.signal.throwIfAborted();
      let location = '';
      const proxy = reconfigured(nginx, (configuration) => {
        const changed = withMore(configuration, directives);
        location = /location \/ \{.*?\}/s.exec(changed)?.[0].replaceAll('\n        ', '\n') ?? '';
        return changed;
      });
      const { port } = (asksNotToBuffer ? asking : silent).host;
      running = await startProxy(proxy, { http: '1.1', upstreamHttp: '1.1', servers: [port] });
      return { origin: `http://127.0.0.1:${running.port}`, location };
    };
    // The one before has to be gone, also where the demonstration ends meanwhile.
    const inTurn = turns();
    stage.onEnd(() => inTurn(() => running?.close()));
    return {
      facts: { origin: silent.origin, directives: FIVE } satisfies Straight,
      actions: {
        serve(input) {
          const asked = settings.parse(input);
          return inTurn(() => serve(asked));
        },
      },
    };
  },
} satisfies Live;
