import { writeFileSync } from 'node:fs';
import net, { type OnReadOpts, type Socket, type TcpSocketConnectOpts } from 'node:net';
import { monotonicUs } from '../../../lab/clock.ts';
import { eventsIn } from '../capture/event-marks.ts';
import type { SocketRead } from '../capture/legs.ts';
import '../../engines/native/load-process.ts';

/**
 * The clients as they are; below them, where the runtime hands over what a socket read, each piece is
 * timed once more. That is another time than the lab's own, which is taken where an event was found in
 * the bytes. Words: the file that the reads are written to in the end.
 */
const [file = ''] = process.argv.slice(2);

const pieces: { socket: Socket; atUs: number; bytes: Buffer }[] = [];

type Options = TcpSocketConnectOpts & { onread?: OnReadOpts };

const connect = net.connect as (options: Options) => Socket;
net.connect = ((options: Options) => {
  const { onread } = options;
  const tapped = onread && {
    ...onread,
    callback: (bytes: number, buffer: Uint8Array) => {
      // The buffer is the next read's as well.
      pieces.push({ socket, atUs: monotonicUs(), bytes: Buffer.from(buffer.subarray(0, bytes)) });
      return onread.callback(bytes, buffer);
    },
  };
  const socket = connect({ ...options, ...(tapped && { onread: tapped }) });
  if (tapped === undefined) tapPushes(socket);
  return socket;
}) as typeof net.connect;

function tapPushes(socket: Socket): void {
  const push = socket.push.bind(socket);
  socket.push = (bytes: Buffer | null, encoding) => {
    if (bytes !== null) pieces.push({ socket, atUs: monotonicUs(), bytes });
    return push(bytes, encoding);
  };
}

/** Sockets are closed by then and have forgotten their ports. */
const ports = new Map<Socket, number>();
process.on('message', ({ type }: { type: string }) => {
  if (type !== 'start') return;
  for (const { socket } of pieces) ports.set(socket, socket.localPort ?? 0);
});

process.on('exit', () => {
  const reads = pieces.map(
    ({ socket, atUs, bytes }): SocketRead => ({
      port: ports.get(socket) ?? 0,
      atUs,
      events: eventsIn(bytes),
    }),
  );
  writeFileSync(file, JSON.stringify(reads));
});
