import { describeEnvironment } from '../environment.ts';
import type { CapacityCase } from '../results/capacity-schema.ts';
import type { Run } from '../results/schema.ts';
import { saveRun } from '../results/store.ts';
import type { Warning } from '../results/warning-schema.ts';
import { describeRun, type RunOptions } from '../run.ts';
import { loadOf } from '../trial-plan.ts';
import { type CapacityRequest, CaseSearch, type ProbeProgress, RESOLUTION } from './case-search.ts';
import { searchWarnings } from './search-warnings.ts';

export interface CapacityOptions extends Omit<RunOptions, 'onTrial'> {
  readonly capacity: CapacityRequest;
  readonly onProbe: (progress: ProbeProgress) => void;
}

/**
 * Searches, case by case, the largest load that keeps the objective, and saves the run after each
 * probe. An aborted run resolves with what is done. Rejects where a case cannot be probed at all.
 */
export async function findCapacity(options: CapacityOptions): Promise<Run> {
  const { plan, signal, folder, capacity, request } = options;
  const environment = await describeEnvironment();
  const cases: CapacityCase[] = [];
  const warnings: Warning[] = [];
  const [first] = plan.cases;
  const { [capacity.by]: _searched, ...parameters } = first === undefined ? {} : loadOf(first.trial);
  const describe = (complete: boolean): Run => ({
    ...describeRun(options, environment),
    finishedAt: complete ? new Date().toISOString() : null,
    complete,
    warnings,
    cases: [],
    capacity: {
      by: capacity.by,
      slo: capacity.slo.text,
      resolution: RESOLUTION,
      searchTimeUs: capacity.searchTimeMs * 1e3,
      parameters,
      cases,
    },
  });

  await saveRun(folder, describe(false));
  for (const [index, benchCase] of plan.cases.entries()) {
    if (signal.aborted) break;
    const transport = request.transports.find(({ id }) => id === benchCase.trial.transport);
    const scene = {
      plan: benchCase.trial,
      pushes: transport?.capabilities.push === true,
      memoryBytes: environment.memoryBytes,
    };
    const search = new CaseSearch(benchCase, scene, {
      ...options,
      save: async (found) => {
        cases[index] = found;
        await saveRun(folder, describe(false));
      },
    });
    warnings.push(...searchWarnings(benchCase.trial, await search.run()));
  }
  const run = describe(!signal.aborted && cases.length === plan.cases.length);
  await saveRun(folder, run);
  return run;
}
