import { z } from 'zod';
import { defineErrorCodes, type LabError, UsageError } from '../lab/errors.ts';
import { discoverParts } from '../lab/parts.ts';
import { textsShape } from '../lab/texts.ts';
import type { Scenario, ScenarioParameters } from './scenario.ts';

const codes = defineErrorCodes({
  'scenario-unknown': 'No scenario has the id that was asked for',
  'scenario-parameter': 'A parameter of a scenario is unknown or out of its range',
});

const method = z.custom((value) => typeof value === 'function', 'a function');

const shape = z.object({
  id: z.string(),
  title: textsShape,
  summary: textsShape,
  parameters: z.instanceof(z.ZodObject, { error: 'a zod object' }),
  upstream: z.boolean(),
  audience: method,
  sources: method,
});

const numbers = z.record(z.string(), z.number()).and(z.object({ clients: z.number() }));

/** Validates a part's default export; what is wrong with it is the message of the error. */
function readScenario(candidate: unknown): Scenario {
  const { parameters } = parse(shape, candidate, '');
  const usual = parse(parameters, {}, 'parameters.');
  parse(numbers, usual, 'parameters.');
  for (const [name, schema] of Object.entries(parameters.shape)) {
    if (!schema.description) throw new Error(`parameters.${name} without a description`);
  }
  return candidate as Scenario;
}

function parse<Output>(schema: z.ZodType<Output>, value: unknown, path: string): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Error(
    result.error.issues.map((issue) => `${path}${issue.path.join('.') || 'it'}: ${issue.message}`).join('; '),
  );
}

/**
 * Every scenario of the room by its id.
 *
 * @throws LabError that names the file, where one is malformed
 */
export const loadScenarios = (
  folder: URL = new URL('./', import.meta.url),
): Promise<ReadonlyMap<string, Scenario>> => discoverParts(folder, readScenario);

/** @throws LabError that names the ids there are */
export async function findScenario(id: string): Promise<Scenario> {
  const scenarios = await loadScenarios();
  const scenario = scenarios.get(id);
  if (scenario !== undefined) return scenario;
  throw new UsageError(codes['scenario-unknown'], {
    expected: `one of the scenarios ${[...scenarios.keys()].join(', ')}`,
    got: id === '' ? 'nothing' : id,
  });
}

/**
 * The parameters of a scenario: its defaults, with what was chosen over them.
 *
 * @throws LabError that names the parameter, its value and the names there are
 */
export function readScenarioParameters(
  scenario: Scenario,
  overrides: Readonly<Record<string, number>>,
): ScenarioParameters {
  const result = scenario.parameters.safeParse(overrides);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === 'unrecognized_keys') throw unknownParameter(scenario, issue.keys, overrides);
  const name = String(issue?.path[0]);
  throw new UsageError(codes['scenario-parameter'], {
    expected: `${name} of ${scenario.id} to be ${issue?.message}`,
    got: String(overrides[name]),
    remedy: allowed(scenario),
  });
}

const unknownParameter = (
  scenario: Scenario,
  names: readonly string[],
  overrides: Readonly<Record<string, number>>,
): LabError =>
  new UsageError(codes['scenario-parameter'], {
    expected: `parameters that ${scenario.id} has`,
    got: names.map((name) => `${name} = ${overrides[name]}`).join(', '),
    remedy: allowed(scenario),
  });

const allowed = (scenario: Scenario): string =>
  `It has ${Object.entries(scenario.parameters.parse({}))
    .map(([name, usual]) => `${name} (${usual} unless told)`)
    .join(', ')}.`;
