import net from 'node:net';
import { answerCommands } from '../../process-mail.ts';

export type SilentCommand = { readonly type: 'open' };
export type SilentAnswer = { readonly type: 'opened'; readonly port: number; readonly pid: number };

/** Listens, and is stopped (SIGSTOP) by who started it: its accept queue then fills up. */
const send = answerCommands<SilentCommand, SilentAnswer>(
  async () => {
    const server = net.createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      send({ type: 'opened', port: (server.address() as net.AddressInfo).port, pid: process.pid });
    });
  },
  async () => {},
);
