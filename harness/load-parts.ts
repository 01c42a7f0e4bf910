import { z } from 'zod';
import { defineErrorCodes, UsageError } from '../lab/errors.ts';
import { discoverParts } from '../lab/parts.ts';
import type { Engine } from './engine.ts';
import type { Meter } from './meter.ts';
import { metricSchema } from './results/schema.ts';

const codes = defineErrorCodes({ 'engine-unknown': 'No load engine has the id asked for' });

const isFunction = z.custom((value) => typeof value === 'function', 'a function');

const meterShape = z.object({
  id: z.string(),
  metrics: z.array(metricSchema),
  section: isFunction,
  collect: isFunction.optional(),
});

function read<P>(shape: z.ZodType, candidate: unknown): P {
  const result = shape.safeParse(candidate);
  if (!result.success) throw new Error(z.prettifyError(result.error));
  return candidate as P;
}

/** Every meter of `meters/`, by id. Rejects with a LabError that names a malformed one. */
export const loadMeters = (): Promise<ReadonlyMap<string, Meter>> =>
  discoverParts(new URL('./meters/', import.meta.url), (candidate) => read<Meter>(meterShape, candidate));

const engineShape = z.object({
  id: z.string(),
  open: isFunction,
  check: isFunction.optional(),
  cannot: isFunction.optional(),
});

/** The load engines with these ids, each once; the LabError names those there are, or says what one of them lacks. */
export async function findEngines(ids: readonly string[]): Promise<readonly Engine[]> {
  const readEngine = (candidate: unknown): Engine => read<Engine>(engineShape, candidate);
  const engines = await discoverParts(new URL('./engines/', import.meta.url), readEngine, 'folders');
  const found = [...new Set(ids)].map((id) => {
    const engine = engines.get(id);
    if (engine !== undefined) return engine;
    throw new UsageError(codes['engine-unknown'], {
      expected: `a load engine: ${[...engines.keys()].join(', ')}`,
      got: JSON.stringify(id),
    });
  });
  for (const engine of found) await engine.check?.();
  return found;
}
