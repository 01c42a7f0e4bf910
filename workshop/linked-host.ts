import type { Request, Response } from 'express';
import { openGateway } from '../harness/gateway.ts';
import type { Link } from '../harness/link/link.ts';
import { monotonicUs } from '../lab/clock.ts';
import { freePort } from '../lab/outside/outside-server.ts';
import { servePage } from '../transports/bare-page.ts';
import { MemoryLog } from '../transports/memory-log.ts';
import sse from '../transports/sse/index.ts';
import type { HostOptions, RunningHost } from '../transports/start-host.ts';
import type { Transport } from '../transports/transport.ts';
import websocket from '../transports/websocket/index.ts';
import type { Laboratory } from './laboratory.ts';
import { watchFor } from './until.ts';

/** A request for a stream or a WebSocket, as the server saw it. */
export interface LineRequest {
  readonly api: 'EventSource' | 'WebSocket';
  readonly atUs: number;
  /** What it asked to continue after. */
  readonly position: string | undefined;
}

export interface LinkedHostOptions extends Pick<HostOptions, 'retryMs' | 'logCapacity' | 'heartbeatMs'> {
  /** The server never looks at the position that a client comes back with. */
  readonly ignoresPosition?: boolean;
}

/** For so long a server is away: several times what a client of these experiments waits. */
const AWAY_MS = 2_500;

/**
 * How a line ends. `server down` is a reset, after which nobody listens for a while and connections are refused;
 * `gateway error` is one behind which a proxy answers 502 for a while in the server's place.
 */
export const ENDINGS = ['reset', 'ended in order', 'server down', 'gateway error'] as const;
export type Ending = (typeof ENDINGS)[number];

/** A host of SSE and WebSocket over HTTP/1.1, with a page of its own, which is reached through the lab's link. */
export interface LinkedHost {
  readonly host: RunningHost;
  readonly link: Link;
  /** The link's. */
  readonly origin: string;
  readonly requests: readonly LineRequest[];
  /** Ends every line; resolves when that is done, and a server that went down is there again. */
  end(how: Ending): Promise<void>;
}

export async function openLinkedHost(
  lab: Laboratory,
  { ignoresPosition = false, ...options }: LinkedHostOptions = {},
): Promise<LinkedHost> {
  const { link, port: linkPort } = await lab.link();
  const origin = `http://127.0.0.1:${linkPort}`;
  const requests: LineRequest[] = [];
  const { logCapacity: capacity = 1_024, ...settings } = options;
  const host = await lab.host({
    http: '1.1',
    transports: [watched(requests, ignoresPosition), websocketWatched(requests)],
    // A page that came by the link has the link's port in its origin.
    allowedOrigins: [origin],
    log: new MemoryLog({ epoch: 'e', capacity }),
    ...settings,
  });
  link.target(host.port);
  return {
    host,
    link,
    origin,
    requests,
    async end(how) {
      if (how === 'ended in order') {
        for (const socket of host.connections.sockets()) socket.end();
        return;
      }
      if (how === 'server down') {
        await link.close();
        await watchFor(AWAY_MS, lab.signal);
        await link.open(linkPort);
        return;
      }
      if (how === 'gateway error') {
        const port = await freePort('127.0.0.1');
        const gateway = await openGateway({ port, http: '1.1', status: 502, tls: undefined });
        lab.onEnd(() => gateway.close());
        link.target(port);
        const back = setTimeout(() => link.target(host.port), AWAY_MS);
        lab.onEnd(() => clearTimeout(back));
      }
      link.apply({ kind: 'cut', refuseForUs: 0 });
    },
  };
}

const watched = (requests: LineRequest[], ignoresPosition: boolean): Transport => ({
  ...sse,
  mount: (host) => {
    servePage(host);
    host.app.use('/sse', ({ headers }: Request, _response: Response, next: () => void) => {
      const position = headers['last-event-id'];
      requests.push({ api: 'EventSource', atUs: monotonicUs(), position: position && String(position) });
      if (ignoresPosition) delete headers['last-event-id'];
      next();
    });
    sse.mount(host);
  },
});

const websocketWatched = (requests: LineRequest[]): Transport => ({
  ...websocket,
  mount: (host) =>
    websocket.mount({
      ...host,
      onUpgrade: (path, handler) =>
        host.onUpgrade(path, (request) => {
          const position = request.query.get('after') ?? undefined;
          requests.push({ api: 'WebSocket', atUs: monotonicUs(), position });
          handler(request);
        }),
    }),
});
