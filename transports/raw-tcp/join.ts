import type { Socket } from 'node:net';
import { LabError } from '../../lab/errors.ts';
import type { Host } from '../host.ts';
import { overCapError } from '../upgrade.ts';
import { LineSplitter } from './line-splitter.ts';
import { lineOf, readJoinLine } from './lines.ts';
import { RawSubscriber } from './subscriber.ts';

const JOIN_LIMIT_BYTES = 4 * 1024;
/** As long as the host waits for the headers of a request. */
const JOIN_DEADLINE_MS = 10_000;

/**
 * Reads a socket's first line and follows the channel that it names. A bad line is answered with an
 * error, and the socket is closed.
 *
 * @param peers where its subscriber is found as long as it lives
 */
export function awaitJoin(host: Host, peers: Set<RawSubscriber>, socket: Socket): void {
  const deadline = setTimeout(() => socket.destroy(), JOIN_DEADLINE_MS);
  socket.on('error', () => socket.destroy());
  socket.once('close', () => clearTimeout(deadline));

  const splitter = new LineSplitter(JOIN_LIMIT_BYTES);
  const read = (chunk: Buffer): void => {
    try {
      // The first line is all that a client has to say.
      const [line] = splitter.push(chunk);
      if (line === undefined) return;
      if (host.connections.isOverCap(socket)) throw overCapError(host.connections.cap);
      const { channel, after } = readJoinLine(line);
      clearTimeout(deadline);
      socket.off('data', read);
      new RawSubscriber(host, peers, channel, socket).start(after);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      socket.off('data', read);
      refuse(socket, error);
    }
  };
  socket.on('data', read);
}

/** Says why and closes. What the peer still sends is read: unread, it would turn our FIN into a RST. */
function refuse(socket: Socket, error: LabError): void {
  socket.end(lineOf(error));
  socket.resume();
}
