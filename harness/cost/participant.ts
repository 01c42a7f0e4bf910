import type http from 'node:http';
import type { Texts } from '../../lab/texts.ts';
import type { EventHead, LogEvent } from '../../transports/event.ts';
import type { Host } from '../../transports/host.ts';
import { listen } from '../../transports/listen.ts';
import type { Transport } from '../../transports/transport.ts';

/** What a peer or yardstick is made of; the rest of a transport it is not asked for. */
interface Participant {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly colour: string;
  /** Where its clients speak HTTP/2; otherwise what they speak is its own affair. */
  readonly http2?: true;
  readonly listen: (host: Host) => Promise<number>;
  readonly connect: Transport['connect'];
}

/** A peer that is another program may be missing on this machine. */
export interface Peer extends Transport {
  /** The program that it needs and that is not there. */
  readonly missing?: () => string | undefined;
}

const inBothLanguages = (text: string): Texts => ({ en: text, ko: text });
const notCompared = inBothLanguages('it is measured for its cost only');

/** A peer or yardstick as a transport with a port of its own, so that trials and meters know nothing of it. */
export function participant({ id, title, summary, colour, http2, listen, connect }: Participant): Transport {
  return {
    id,
    title: inBothLanguages(title),
    summary: inBothLanguages(summary),
    role: 'compared',
    colour: { light: colour, dark: colour },
    http: { '1.1': notCompared, '2': http2 ?? notCompared },
    capabilities: {
      push: true,
      stream: true,
      resume: notCompared,
      upstream: notCompared,
      heartbeat: notCompared,
    },
    examples: () => [],
    listen,
    connect,
  };
}

/** Opens a peer's own HTTP server on the host's address; its connections are counted and ended by the host. */
export async function listenAsPeer(host: Host, server: http.Server): Promise<number> {
  server.on('connection', (socket) => host.connections.add(socket));
  host.onShutdown(() => {
    server.close();
    server.closeAllConnections();
  });
  return listen(server, 0, host.settings.address);
}

/** Hands each event of a channel to a peer's own broadcast; call it once per channel. */
export function relay(host: Host, channel: string, broadcast: (event: LogEvent & EventHead) => void): void {
  host.hub.join({ channel, deliver: broadcast, goOn: () => {} });
}
