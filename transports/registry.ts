import { z } from 'zod';
import { defineErrorCodes, UsageError } from '../lab/errors.ts';
import { discoverParts } from '../lab/parts.ts';
import { textsShape } from '../lab/texts.ts';
import { CAPABILITIES, HTTP_VERSIONS, type Transport } from './transport.ts';

const codes = defineErrorCodes({
  'transport-unknown': 'No transport has the id asked for',
});

const support = z.union([z.literal(true), textsShape]);
const run = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', 'a function');
const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour such as #0072b2');

const shape = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens'),
  title: textsShape,
  summary: textsShape,
  role: z.enum(['compared', 'reference']),
  colour: z.object({ light: colour, dark: colour }),
  http: z.record(z.enum(HTTP_VERSIONS), support),
  capabilities: z.record(z.enum(CAPABILITIES), support),
  examples: run,
  connect: run,
  mount: run.optional(),
  listen: run.optional(),
});

/** Every transport of this room, by id. Rejects with a LabError that names a malformed part's file. */
export const loadTransports = (
  folder: URL = new URL('./', import.meta.url),
): Promise<ReadonlyMap<string, Transport>> =>
  discoverParts(
    folder,
    (candidate) => {
      const result = shape.safeParse(candidate);
      if (!result.success) throw new Error(z.prettifyError(result.error));
      return candidate as Transport;
    },
    'folders',
  );

/** The transports that a person may choose: all but the reference. */
export const comparedTransports = (transports: ReadonlyMap<string, Transport>): Transport[] =>
  [...transports.values()].filter(({ role }) => role === 'compared');

/** The compared transport with this id; its LabError names those there are. */
export function findTransport(transports: ReadonlyMap<string, Transport>, id: string): Transport {
  const transport = transports.get(id);
  if (transport !== undefined && transport.role === 'compared') return transport;
  const allowed = comparedTransports(transports).map((compared) => compared.id);
  throw new UsageError(codes['transport-unknown'], {
    expected: `a transport: ${allowed.join(', ')} or all`,
    got: JSON.stringify(id),
    remedy: 'Several are separated by commas.',
  });
}
