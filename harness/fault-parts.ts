import { z } from 'zod';
import { defineErrorCodes, UsageError } from '../lab/errors.ts';
import { discoverParts } from '../lab/parts.ts';
import { textsShape } from '../lab/texts.ts';
import type { Fault, FaultParameters } from './fault.ts';

const codes = defineErrorCodes({
  'fault-unknown': 'No fault of the lab has the id asked for',
  'fault-parameter': 'A parameter of a fault is unknown or out of its range',
});

const isFunction = z.custom((value) => typeof value === 'function', 'a function');

const shape = z.object({
  id: z.string(),
  title: textsShape,
  summary: textsShape,
  parameters: z.instanceof(z.ZodObject, { error: 'a zod object' }),
  link: z.boolean(),
  cuts: z.boolean(),
  timing: isFunction,
  steps: isFunction,
  server: isFunction.optional(),
});

function readFault(candidate: unknown): Fault {
  const result = shape.safeParse(candidate);
  if (!result.success) throw new Error(z.prettifyError(result.error));
  for (const [name, schema] of Object.entries(result.data.parameters.shape)) {
    if (!schema.description) throw new Error(`parameters.${name} without a description`);
  }
  return candidate as Fault;
}

/** Every fault of `faults/`, by id. Rejects with a LabError that names a malformed one. */
export const loadFaults = (): Promise<ReadonlyMap<string, Fault>> =>
  discoverParts(new URL('./faults/', import.meta.url), readFault);

/** The fault with this id; the LabError names those there are. */
export async function findFault(id: string): Promise<Fault> {
  const faults = await loadFaults();
  const fault = faults.get(id);
  if (fault !== undefined) return fault;
  throw new UsageError(codes['fault-unknown'], {
    expected: `a fault: ${[...faults.keys()].join(', ')}`,
    got: JSON.stringify(id),
  });
}

/** A fault's parameters: its defaults, with what was chosen over them. Throws a LabError. */
export function readFaultParameters(fault: Fault, overrides: FaultParameters): FaultParameters {
  const result = fault.parameters.safeParse(overrides);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const unknown = issue?.code === 'unrecognized_keys';
  const name = unknown ? issue.keys[0] : String(issue?.path[0]);
  const usual = Object.entries(fault.parameters.parse({}));
  throw new UsageError(codes['fault-parameter'], {
    expected: unknown ? `parameters that ${fault.id} has` : `${name} of ${fault.id} to be ${issue?.message}`,
    got: `${name} = ${overrides[name ?? '']}`,
    remedy: `It has ${usual.map(([known, value]) => `${known} (${value} unless told)`).join(', ')}.`,
  });
}
