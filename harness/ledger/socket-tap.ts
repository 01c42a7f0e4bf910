import net, { type Socket } from 'node:net';
import { monotonicUs } from '../../lab/clock.ts';
import { listen } from '../../transports/listen.ts';
import type { Origin } from '../../transports/transport.ts';
import type { BothWays } from '../results/ledger-schema.ts';
import { Recording } from './recording.ts';

/** One connection as it came past, and what its socket to the server counted. */
export interface TappedConnection {
  readonly up: Recording;
  readonly down: Recording;
  readonly counted: BothWays;
}

/** A port that hands every connection on to the server, and keeps all that comes past. */
export interface SocketTap {
  readonly origin: Origin;
  readonly connections: readonly TappedConnection[];
  /** What the sockets to the server have counted so far. */
  counted(): BothWays;
  /** Waits until every connection has ended by itself, then closes the port. */
  close(): Promise<void>;
}

/** Nobody holds a connection longer than that once its clients are gone. */
const CLOSE_LIMIT_MS = 5_000;

/**
 * Opens a tap before a server: neither it nor its clients know. TCP is ended here and begun anew, so
 * that segments may differ; the bytes do not. It costs latency, so no latency is measured through it.
 */
export async function openTap(target: Origin): Promise<SocketTap> {
  const connections: TappedConnection[] = [];
  const open = new Set<Promise<void>>();
  const sockets = new Set<Socket>();
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const upstream = net.connect({
      host: target.host,
      port: target.port,
      allowHalfOpen: true,
      noDelay: true,
    });
    const [up, down] = [record(client), record(upstream)];
    const counted = {
      get up() {
        return upstream.bytesWritten;
      },
      get down() {
        return upstream.bytesRead;
      },
    };
    connections.push({ up, down, counted });
    sockets.add(upstream);
    const ended = join(client, upstream);
    open.add(ended);
    void ended.then(() => {
      open.delete(ended);
      sockets.delete(upstream);
    });
  });
  const port = await listen(server, 0, target.host);
  return {
    origin: { ...target, port },
    connections,
    counted: () => sum(connections.map(({ counted }) => counted)),
    async close() {
      const stopped = new Promise((resolve) => server.close(resolve));
      const cut = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, CLOSE_LIMIT_MS);
      await Promise.all([stopped, ...open]);
      clearTimeout(cut);
    },
  };
}

function record(socket: Socket): Recording {
  const recording = new Recording();
  socket.on('data', (chunk: Buffer) => recording.append(chunk, monotonicUs()));
  return recording;
}

/**
 * Joins both sockets; resolves when the one to the server has ended. What the server says after its
 * client went is still read: it was on the wire.
 */
function join(client: Socket, upstream: Socket): Promise<void> {
  client.pipe(upstream);
  upstream.pipe(client);
  // A reset is an end: the other side hears of it as one.
  client.on('error', () => client.destroy());
  client.on('close', () => {
    upstream.end();
    upstream.unpipe(client);
    upstream.resume();
  });
  return new Promise((resolve) => {
    upstream.on('error', () => upstream.destroy());
    upstream.on('close', () => {
      client.destroySoon();
      resolve();
    });
  });
}

const sum = (counts: readonly BothWays[]): BothWays => ({
  up: counts.reduce((total, { up }) => total + up, 0),
  down: counts.reduce((total, { down }) => total + down, 0),
});
