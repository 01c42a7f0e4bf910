import net from 'node:net';
import { listen } from '../transports/listen.ts';

/** A port that nobody listens on at this moment, for a program that cannot choose one by itself. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  const port = await listen(server, 0, '127.0.0.1');
  await new Promise((resolve) => server.close(resolve));
  return port;
}
