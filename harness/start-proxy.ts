import { readFile } from 'node:fs/promises';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import { findServerProgram, type OutsideServer, startOutsideServer } from '../lab/outside/outside-server.ts';
import type { TlsIdentity } from '../transports/host.ts';
import type { HttpVersion } from '../transports/transport.ts';
import type { ProxyPart } from './proxy.ts';

const codes = defineErrorCodes({
  'proxy-missing': 'The program of the proxy asked for is not on this machine',
});

const ADDRESS = '127.0.0.1';

/** With the soft limit of open files that a service manager gives: a program of the lab has raised its own, and passes it on. */
const AS_A_SERVICE = findServerProgram('prlimit') === undefined ? [] : ['prlimit', '--nofile=1024:'];

export interface ProxyStart {
  /** What its clients speak, and what it speaks with the servers. */
  readonly http: HttpVersion;
  readonly upstreamHttp: HttpVersion;
  /** Absent means cleartext. */
  readonly tls?: TlsIdentity;
  /** Ports of the servers on this machine. */
  readonly servers: readonly number[];
  /** A command that it is started by, such as `taskset -c 1`. */
  readonly within?: readonly string[];
}

/** Throws a LabError that says how to get the proxy's program where this machine does not have it. */
export function checkProgram({ id, program, howToGet }: ProxyPart): void {
  if (findServerProgram(program) !== undefined) return;
  throw new LabError(codes['proxy-missing'], {
    expected: `${program} on this machine for --via ${id}`,
    got: 'none',
    remedy: howToGet,
  });
}

/** A fresh process of it with a folder of its own, before servers of this machine. Rejects with a LabError. */
export async function startProxy(
  proxy: ProxyPart,
  { servers, within = [], ...place }: ProxyStart,
): Promise<OutsideServer> {
  checkProgram(proxy);
  const configuration = await readFile(proxy.configuration, 'utf8');
  return startOutsideServer({
    name: proxy.program,
    address: ADDRESS,
    within: [...within, ...AS_A_SERVICE],
    launch: ({ folder, port }) =>
      proxy.launch({
        ...place,
        configuration,
        folder,
        port,
        address: ADDRESS,
        servers: servers.map((upstream) => ({ host: ADDRESS, port: upstream })),
      }),
  });
}

/** The proxy, with another text for its configuration. */
export const reconfigured = (proxy: ProxyPart, change: (configuration: string) => string): ProxyPart => ({
  ...proxy,
  launch: ({ configuration, ...place }) => proxy.launch({ ...place, configuration: change(configuration) }),
});
