import { z } from 'zod';
import { defineErrorCodes, LabError } from '../lab/errors.ts';
import { discoverParts } from '../lab/parts.ts';
import type { Engine } from './engine.ts';
import type { Meter } from './meter.ts';

const codes = defineErrorCodes({ 'engine-unknown': 'No load engine has the id asked for' });

const isFunction = z.custom((value) => typeof value === 'function', 'a function');

const meterShape = z.object({
  id: z.string(),
  metrics: z.array(z.object({ path: z.string() })),
  section: isFunction,
  collect: isFunction.optional(),
});

const engineShape = z.object({ id: z.string(), open: isFunction });

/** Every meter of `meters/`, by id. Rejects with a LabError that names a malformed one. */
export const loadMeters = (): Promise<ReadonlyMap<string, Meter>> =>
  discoverParts(new URL('./meters/', import.meta.url), (candidate) => {
    meterShape.parse(candidate);
    return candidate as Meter;
  });

/** The load engine with this id; the LabError names those there are. */
export async function findEngine(id: string): Promise<Engine> {
  const engines = await discoverParts(new URL('./engines/', import.meta.url), (candidate) => {
    engineShape.parse(candidate);
    return candidate as Engine;
  });
  const engine = engines.get(id);
  if (engine !== undefined) return engine;
  throw new LabError(codes['engine-unknown'], {
    expected: `a load engine: ${[...engines.keys()].join(', ')}`,
    got: JSON.stringify(id),
  });
}
