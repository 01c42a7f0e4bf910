import { setTimeout as delay } from 'node:timers/promises';
import { monotonicUs } from '../../lab/clock.ts';
import { comparedTransports, loadTransports } from '../../transports/registry.ts';
import { HTTP_VERSIONS } from '../../transports/transport.ts';
import { LabProcess } from '../lab-process.ts';
import type { HalfOpenCase, Noticed } from './cases.ts';
import type { ClientAnswer, ClientCommand } from './client-process.ts';
import { RoutedNetwork } from './routed-network.ts';
import type { ServerAnswer, ServerCommand } from './server-process.ts';

export interface HalfOpenOptions {
  /** How long is looked at what either side notices. */
  readonly seconds: number;
  readonly heartbeatMs: number;
  /** `net.ipv4.tcp_retries2` of both sides: how often a segment is sent again that nobody acknowledges. Linux has 15. */
  readonly retries: number;
}

/** After how long which side knew, and by what; `null` where it did not. */
export interface HalfOpenRow extends HalfOpenCase {
  readonly client: NoticedAfter | null;
  readonly server: NoticedAfter | null;
}

export interface NoticedAfter {
  readonly afterUs: number;
  readonly by: string;
}

/** So long everything flows before the cut. */
const HEALTHY_MS = 1_000;

/**
 * One subscriber of each transport over each HTTP version, a server that publishes every 100 ms, and a router
 * that drops every packet from one moment on: what TCP notices by itself, on either side, where no
 * link acknowledges for the other end. Takes `seconds` and about two more. Rejects with a LabError
 * where there can be no such network.
 */
export async function measureHalfOpen(
  { seconds, heartbeatMs, retries }: HalfOpenOptions,
  signal?: AbortSignal,
): Promise<readonly HalfOpenRow[]> {
  const transports = comparedTransports(await loadTransports());
  const cases = transports.flatMap(({ id, http }) =>
    HTTP_VERSIONS.filter((version) => http[version] === true).map((version) => {
      return { transport: id, http: version } satisfies HalfOpenCase;
    }),
  );
  const network = new RoutedNetwork(`lab-${process.pid}-${retries}`);
  const program = (name: string, side: 'client' | 'server') =>
    ({ file: new URL(name, import.meta.url), within: network.inside(side) }) as const;
  const server = new LabProcess<ServerCommand, ServerAnswer>(
    program('./server-process.ts', 'server'),
    'server',
    'server',
  );
  const client = new LabProcess<ClientCommand, ClientAnswer>(
    program('./client-process.ts', 'client'),
    'client',
    'load',
  );
  try {
    for (const side of ['client', 'server'] as const) network.set(side, 'tcp_retries2', retries);
    const opened = server.answer('opened');
    server.send({ type: 'open', address: network.serverAddress, heartbeatMs, cases });
    const { ports } = await opened;
    const connected = client.answer('connected');
    client.send({ type: 'connect', host: network.serverAddress, ports, cases });
    await connected;
    await delay(HEALTHY_MS, undefined, { signal });
    const cutAtUs = monotonicUs();
    network.cut();
    await delay(seconds * 1e3, undefined, { signal });
    const reported = [client.answer('reported'), server.answer('reported')] as const;
    for (const side of [client, server]) side.send({ type: 'report' });
    const [ofClient, ofServer] = await Promise.all(reported);
    return cases.map((one, index) => ({
      ...one,
      client: after(cutAtUs, ofClient.noticed[index]),
      server: after(cutAtUs, ofServer.noticed[index]),
    }));
  } finally {
    await Promise.all([client.close(), server.close()]);
    network.close();
  }
}

const after = (cutAtUs: number, noticed: Noticed | undefined): NoticedAfter | null =>
  noticed === undefined ? null : { afterUs: noticed.atUs - cutAtUs, by: noticed.by };
