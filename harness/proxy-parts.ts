import { z } from 'zod';
import { defineErrorCodes, UsageError } from '../lab/errors.ts';
import { discoverParts } from '../lab/parts.ts';
import { textsShape } from '../lab/texts.ts';
import type { ProxyPart } from './proxy.ts';

const codes = defineErrorCodes({ 'proxy-unknown': 'No proxy of the lab has the id asked for' });

const isFunction = z.custom((value) => typeof value === 'function', 'a function');

const shape = z.object({
  id: z.string(),
  title: textsShape,
  summary: textsShape,
  program: z.string(),
  howToGet: z.string().endsWith('.'),
  configuration: z.instanceof(URL),
  speaks: isFunction,
  cannot: isFunction,
  foretells: isFunction,
  launch: isFunction,
});

function readProxy(candidate: unknown): ProxyPart {
  const result = shape.safeParse(candidate);
  if (!result.success) throw new Error(z.prettifyError(result.error));
  return candidate as ProxyPart;
}

/** Every proxy of `proxies/`, by id. Rejects with a LabError that names a malformed one. */
export const loadProxies = (): Promise<ReadonlyMap<string, ProxyPart>> =>
  discoverParts(new URL('./proxies/', import.meta.url), readProxy, 'folders');

/** The proxy with this id; the LabError names those there are. */
export async function findProxy(id: string): Promise<ProxyPart> {
  const proxies = await loadProxies();
  const proxy = proxies.get(id);
  if (proxy !== undefined) return proxy;
  throw new UsageError(codes['proxy-unknown'], {
    expected: `a proxy: ${[...proxies.keys()].join(', ')}, or direct`,
    got: JSON.stringify(id),
  });
}
