import net from 'node:net';
import { LabProcess } from '../../lab-process.ts';
import type { SilentAnswer, SilentCommand } from './silent-process.ts';

/** A connect on the loopback takes microseconds. */
const SILENT_AFTER_MS = 300;

/**
 * A server that neither takes a connection nor refuses one, as one whose machine is gone: its process is stopped and its
 * accept queue full, so that the kernel drops every SYN.
 */
export async function openSilentServer(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const file = new URL('./silent-process.ts', import.meta.url);
  // Stopped, it would not see that the coordinator is gone.
  const within = ['setpriv', '--pdeathsig', 'KILL'];
  const stopped = new LabProcess<SilentCommand, SilentAnswer>({ file, within }, 'silent server', 'server');
  const opened = stopped.answer('opened');
  stopped.send({ type: 'open' });
  const { port, pid } = await opened;
  process.kill(pid, 'SIGSTOP');
  const sockets: net.Socket[] = [];
  let connected = true;
  while (connected) {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('error', () => {});
    sockets.push(socket);
    connected = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(resolve, SILENT_AFTER_MS, false);
      socket.once('connect', () => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }
  return {
    port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await stopped.kill();
    },
  };
}
