import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { monotonicUs } from '../../lab/clock.ts';
import { findTransport, loadTransports } from '../../transports/registry.ts';
import { type RunningHost, startHost } from '../../transports/start-host.ts';
import { answerCommands } from '../process-mail.ts';
import { CHANNEL, type HalfOpenCase, type Noticed } from './cases.ts';

export type ServerCommand =
  | {
      readonly type: 'open';
      readonly address: string;
      readonly heartbeatMs: number;
      readonly cases: readonly HalfOpenCase[];
    }
  | { readonly type: 'report' };

export type ServerAnswer =
  | { readonly type: 'opened'; readonly ports: readonly number[] }
  | { readonly type: 'reported'; readonly noticed: readonly (Noticed | undefined)[] };

/** How often something is published, so that a server has something to write. */
const EVENT_MS = 100;

const hosts: RunningHost[] = [];
/** Server port → the first connection to it that broke. */
const broken = new Map<number, Noticed>();
let publishing: NodeJS.Timeout | undefined;

subscribe('net.server.socket', (message) => {
  const { socket } = message as { socket: Socket };
  const port = socket.localPort ?? 0;
  socket.once('error', (error: NodeJS.ErrnoException) => {
    if (!broken.has(port)) broken.set(port, { atUs: monotonicUs(), by: error.code ?? error.message });
  });
});

const send = answerCommands<ServerCommand, ServerAnswer>(
  async (command) => {
    if (command.type === 'report') {
      const noticed = hosts.map(({ port, gauges: { silentPeersAtUs } }): Noticed | undefined => {
        const [atUs] = silentPeersAtUs;
        return atUs === undefined ? broken.get(port) : { atUs, by: 'missing pong' };
      });
      send({ type: 'reported', noticed });
      return;
    }
    const { address, heartbeatMs, cases } = command;
    const transports = await loadTransports();
    for (const { transport, http } of cases) {
      const own = [findTransport(transports, transport)];
      hosts.push(await startHost({ http, transports: own, address, heartbeatMs }));
    }
    let seq = 0;
    publishing = setInterval(() => {
      seq++;
      const event = {
        channel: CHANNEL,
        kind: 'message',
        source: 'server',
        seq,
        intendedAtUs: monotonicUs(),
        data: '',
      };
      for (const { hub } of hosts) hub.publish(event);
    }, EVENT_MS);
    send({ type: 'opened', ports: hosts.map(({ port }) => port) });
  },
  // Without a goodbye: there is nobody to hear it.
  () => clearInterval(publishing),
);
