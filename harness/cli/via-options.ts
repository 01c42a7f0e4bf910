import type { Command } from 'commander';
import { z } from 'zod';
import { defineErrorCodes, UsageError } from '../../lab/errors.ts';
import { loadExperiments } from '../experiment-parts.ts';
import type { Axis, BenchRequest } from '../plan.ts';
import type { ProxyPart } from '../proxy.ts';
import { findProxy, loadProxies } from '../proxy-parts.ts';
import { checkProgram } from '../start-proxy.ts';
import { describeProxy } from '../trial-proxy.ts';
import { commaList } from './fields.ts';

const codes = defineErrorCodes({ 'via-ledger': 'A ledger of bytes is asked for behind a proxy' });

/** What clients reach the servers through. */
export const viaShape = {
  via: commaList,
  bufferingHint: z.boolean(),
  experiment: z.string().optional(),
};

const DIRECT = 'direct';

export const addViaOptions = async (command: Command): Promise<Command> =>
  command
    .option(
      '--via <ids>',
      `what clients reach the server through: ${[DIRECT, ...(await loadProxies()).keys()].join(', ')}; several are compared`,
      DIRECT,
    )
    .option(
      '--experiment <id>',
      `instead of a matrix of cases: ${[...(await loadExperiments()).keys()].join(', ')}`,
    )
    .option(
      '--no-buffering-hint',
      'SSE without X-Accel-Buffering: no, by which a server tells nginx not to buffer',
    );

interface ViaOptions {
  readonly via: readonly string[];
  readonly tls: boolean;
  readonly ledger: boolean;
}

interface Ways extends Pick<BenchRequest, 'proxies'> {
  readonly axis: Axis;
}

/** A variant for each way. Rejects with a LabError where a program is missing. */
export async function readVia({ via, tls, ledger }: ViaOptions): Promise<Ways> {
  // The usual way first.
  const ids = [...new Set(via)].sort((a, b) => Number(b === DIRECT) - Number(a === DIRECT));
  const proxies = await Promise.all(ids.filter((id) => id !== DIRECT).map(findProxy));
  if (ledger && proxies.length > 0) {
    throw new UsageError(codes['via-ledger'], {
      expected: '--ledger with clients that reach the server directly',
      got: `--via ${via.join(',')}`,
      remedy: 'TLS ends at a proxy, so that its bytes are two connections’; give --ledger a run of its own.',
    });
  }
  for (const proxy of proxies) checkProgram(proxy);
  const axis = ids.map((id) => {
    const proxy = proxies.find((one) => one.id === id);
    return proxy === undefined ? { name: '', policy: {} } : variantOf(proxy, tls);
  });
  if (proxies.length === 0) return { axis };
  return { axis, proxies: Object.fromEntries(proxies.map((one) => [one.id, describeProxy(one)])) };
}

const variantOf = (proxy: ProxyPart, tls: boolean): Axis[number] => ({
  name: `via=${proxy.id}`,
  policy: { via: proxy.id },
  cannot(transport, http) {
    if (http === null) return undefined;
    const spoken = proxy.speaks(http, tls);
    return typeof spoken === 'string' ? proxy.cannot(transport, http) : spoken;
  },
});
