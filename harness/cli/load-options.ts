import { defineErrorCodes, UsageError } from '../../lab/errors.ts';
import { readScenarioParameters } from '../../scenarios/registry.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import type { BenchRequest } from '../plan.ts';
import { SWEPT, type Sweep } from '../results/sweep.ts';

const codes = defineErrorCodes({
  'parameter-malformed': 'A --set option is not of the form name=number',
  'sweep-twofold': 'Two options have several values each, and a sweep goes along one',
});

interface LoadOptions {
  readonly clients?: readonly number[] | undefined;
  readonly rate?: readonly number[] | undefined;
  readonly payloadBytes?: number | undefined;
  readonly set: readonly string[];
}

/** The scenario's parameters, and the values of a sweep where there are several. Throws a LabError. */
export function readLoad(
  scenario: Scenario,
  options: LoadOptions,
): Pick<BenchRequest, 'parameters' | 'sweep'> {
  const overrides = readOverrides(options);
  const sweep = readSweep(options);
  const loads = (sweep?.values ?? []).map((value) => ({ ...overrides, [sweep?.parameter ?? '']: value }));
  // Each value is for the scenario to judge, and before anything is measured.
  for (const load of loads) readScenarioParameters(scenario, load);
  return { parameters: readScenarioParameters(scenario, overrides), ...(sweep && { sweep }) };
}

function readSweep(options: LoadOptions): Sweep | undefined {
  const [sweep, other] = SWEPT.flatMap((parameter) => {
    const values = options[parameter] ?? [];
    return values.length > 1 ? { parameter, values } : [];
  });
  if (other === undefined) return sweep;
  throw new UsageError(codes['sweep-twofold'], {
    expected: 'one option with several values, because a curve goes along one axis',
    got: SWEPT.map((parameter) => `--${parameter} ${options[parameter]?.join(',')}`).join(' and '),
    remedy: 'Give one of them a single value, and make a run for each.',
  });
}

function readOverrides({ clients, rate, payloadBytes, set }: LoadOptions): Record<string, number> {
  const overrides: Record<string, number> = {};
  for (const assignment of set) {
    const [, name, value] = /^(\w+)=(-?\d+(?:\.\d+)?)$/.exec(assignment) ?? [];
    if (name === undefined) {
      throw new UsageError(codes['parameter-malformed'], {
        expected: '--set to be name=number, such as --set rooms=5',
        got: JSON.stringify(assignment),
      });
    }
    overrides[name] = Number(value);
  }
  const [firstClients, firstRate] = [clients?.[0], rate?.[0]];
  if (firstClients !== undefined) overrides.clients = firstClients;
  if (firstRate !== undefined) overrides.rate = firstRate;
  if (payloadBytes !== undefined) overrides.payloadBytes = payloadBytes;
  return overrides;
}
