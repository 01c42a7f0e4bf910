import { type Cursor, parseCursor } from '../cursor.ts';
import { readChannel } from '../event.ts';
import type { Host, UpgradeRequest } from '../host.ts';
import { checkHandshake } from './handshake.ts';
import { WebSocketSubscriber } from './subscriber.ts';

/** An upgrade (RFC 6455) or extended CONNECT (RFC 8441) of `/ws?channel=C[&after=E.N]`. */
export function mount(host: Host): void {
  const subscribers = new Set<WebSocketSubscriber>();

  host.onUpgrade('/ws', (request) => {
    let asked: Asked;
    try {
      asked = readAsked(request, host.settings.allowedOrigins);
    } catch (error) {
      request.refuse(error);
      return;
    }
    const stream = request.accept(asked.headers);
    new WebSocketSubscriber(host, subscribers, asked.channel, stream).start(asked.after);
  });

  host.onShutdown(() => {
    for (const subscriber of subscribers) subscriber.shutDown();
  });
}

interface Asked {
  /** Those that accept the handshake. */
  readonly headers: Record<string, string>;
  readonly channel: string;
  readonly after: Cursor | undefined;
}

function readAsked(request: UpgradeRequest, allowedOrigins: readonly string[]): Asked {
  const headers = checkHandshake(request, allowedOrigins);
  const after = request.query.get('after');
  return {
    headers,
    channel: readChannel(request.query.get('channel') ?? undefined),
    after: after === null ? undefined : parseCursor(after),
  };
}
