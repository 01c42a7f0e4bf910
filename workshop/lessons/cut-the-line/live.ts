import { z } from 'zod';
import { openGateway } from '../../../harness/gateway.ts';
import { monotonicUs } from '../../../lab/clock.ts';
import { freePort } from '../../../lab/outside/outside-server.ts';
import type { Served } from '../../../transports/start-host.ts';
import type { Live, StageHost } from '../../live.ts';

const EVERY_MS = 400;
const RETRY_MS = 1_000;
const AWAY_MS = 3_000;
const HOLE_MS = 6_000;

export const FAULTS = ['reset', 'killed', 'drain', 'gateway', 'half-open'] as const;
const fault = z.strictObject({ fault: z.enum(FAULTS) });
const position = z.strictObject({ looks: z.boolean() });

/** Two servers of the same events behind the lab's link, one of which says `retry:`; faults strike both. */
export default {
  async open(stage) {
    let looksAtPosition = true;
    const forgetful: Served = {
      id: 'forgetful',
      mount: ({ app }) => {
        app.use('/sse', ({ headers }, _response, next) => {
          if (!looksAtPosition) delete headers['last-event-id'];
          next();
        });
      },
    };
    const open = (retryMs?: number): Promise<StageHost> =>
      stage.host({
        http: '1.1',
        transports: ['sse', 'websocket'],
        linked: true,
        more: [forgetful],
        ...(retryMs !== undefined && { retryMs }),
      });
    const hosts = await Promise.all([open(), open(RETRY_MS)]);
    let seq = 0;
    const feed = setInterval(() => {
      seq++;
      const event = { channel: 'feed', kind: 'message', source: 'feed', seq, data: null };
      for (const { host } of hosts) host.hub.publish({ ...event, intendedAtUs: monotonicUs() });
      stage.say({ published: seq });
    }, EVERY_MS);
    stage.onEnd(() => clearInterval(feed));
    return {
      facts: { usual: hosts[0]?.origin, withRetry: hosts[1]?.origin, retryMs: RETRY_MS },
      actions: {
        async strike(said) {
          const { fault: what } = fault.parse(said);
          await Promise.all(hosts.map((one) => strike(one, what, stage.onEnd)));
        },
        position(said) {
          looksAtPosition = position.parse(said).looks;
        },
      },
    };
  },
} satisfies Live;

async function strike(
  { host, link }: StageHost,
  what: (typeof FAULTS)[number],
  onEnd: (action: () => unknown) => void,
): Promise<void> {
  switch (what) {
    case 'reset':
      link?.apply({ kind: 'cut', refuseForUs: 0 });
      break;
    case 'killed':
      // What clients see of a server whose process is gone: a RST, and nobody who listens.
      link?.apply({ kind: 'cut', refuseForUs: AWAY_MS * 1e3 });
      break;
    case 'drain':
      for (const socket of host.connections.sockets()) socket.end();
      break;
    case 'half-open':
      link?.apply({ kind: 'blackhole', forUs: HOLE_MS * 1e3 });
      break;
    case 'gateway': {
      const port = await freePort('127.0.0.1');
      const gateway = await openGateway({ port, http: '1.1', status: 502, tls: undefined });
      link?.target(port);
      link?.apply({ kind: 'cut', refuseForUs: 0 });
      const back = setTimeout(() => {
        link?.target(host.port);
        void gateway.close();
      }, AWAY_MS);
      onEnd(() => {
        clearTimeout(back);
        return gateway.close();
      });
    }
  }
}
