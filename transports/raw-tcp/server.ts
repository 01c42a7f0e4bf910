import net, { type Socket } from 'node:net';
import tls from 'node:tls';
import type { Host } from '../host.ts';
import { listen as listenOn } from '../listen.ts';
import { awaitJoin } from './join.ts';
import type { RawSubscriber } from './subscriber.ts';

/** As the host's limits for what comes before a request. */
const HANDSHAKE_TIMEOUT_MS = 10_000;
/** How long clients may take to read the rest when the server goes away. */
const SHUTDOWN_LIMIT_MS = 2_000;

/** Opens a port of its own on the host's address, with TLS where the host has it; resolves with the port. */
export async function listen(host: Host): Promise<number> {
  const { connections } = host;
  const sockets = new Set<Socket>();
  const subscribers = new Set<RawSubscriber>();

  // noDelay as node:http has it: otherwise Nagle's algorithm would be compared.
  const options = { noDelay: true, handshakeTimeout: HANDSHAKE_TIMEOUT_MS };
  const server = host.tls ? tls.createServer({ ...options, ...host.tls }) : net.createServer(options);
  // On a TLS server too this is the raw socket, the one that counts bytes as they are on the wire.
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('secureConnection', (socket: Socket) => connections.count('tlsHandshakes', socket));
  server.on(host.tls ? 'secureConnection' : 'connection', (socket: Socket) => {
    awaitJoin(host, subscribers, socket);
  });
  const port = await listenOn(
    server,
    host.settings.ownPort,
    host.settings.address,
    host.settings.sharesPorts,
  );

  host.onShutdown(() => {
    server.close();
    for (const subscriber of subscribers) subscriber.end();
    const cut = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, SHUTDOWN_LIMIT_MS);
    server.once('close', () => clearTimeout(cut));
  });
  return port;
}
