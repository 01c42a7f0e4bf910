import type { ConnectionCounts } from '../transports/connection-registry.ts';
import type { RunningHost } from '../transports/start-host.ts';
import type { Stage } from './live.ts';

const EVERY_MS = 250;

/** What a host counted on its sockets since the demonstration began. */
export type Counts = Pick<
  ConnectionCounts,
  'tcpOpened' | 'tcpOpen' | 'httpRequests' | 'http2Streams' | 'bytesToClients' | 'bytesFromClients'
>;

/** Tells what a host counts, four times a second until the end; `begin` sets it to nothing. */
export function countsOf(
  host: Pick<RunningHost, 'connections'>,
  onEnd: Stage['onEnd'],
  say: (counts: Counts) => void,
): { begin(): void } {
  let base: Counts | undefined;
  const read = (): Counts => host.connections.snapshot();
  const timer = setInterval(() => {
    if (base === undefined) return;
    const now = read();
    const since = (name: keyof Counts): number => now[name] - (base?.[name] ?? 0);
    say({
      tcpOpened: since('tcpOpened'),
      tcpOpen: now.tcpOpen,
      httpRequests: since('httpRequests'),
      http2Streams: since('http2Streams'),
      bytesToClients: since('bytesToClients'),
      bytesFromClients: since('bytesFromClients'),
    });
  }, EVERY_MS);
  onEnd(() => clearInterval(timer));
  return {
    begin() {
      base = read();
    },
  };
}
