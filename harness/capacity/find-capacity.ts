import type { TrialOutcome } from '../assemble-trial.ts';
import { describeEnvironment } from '../environment.ts';
import type { CasePlan } from '../plan.ts';
import type { CapacityCase, CapacityProbe } from '../results/capacity-schema.ts';
import type { Run } from '../results/schema.ts';
import { saveRun } from '../results/store.ts';
import type { Warning } from '../results/warning-schema.ts';
import { describeRun, type RunOptions } from '../run.ts';
import type { Phase } from '../trial.ts';
import { loadOf, type TrialPlan } from '../trial-plan.ts';
import { runProbe } from './probe.ts';
import { type SearchPhase, searchFrontier } from './search.ts';
import { searchWarnings } from './search-warnings.ts';
import type { Slo } from './slo.ts';
import { isDoubtful, isOfTheClients, type StopScene, whatStopped } from './what-stopped.ts';

/** Neighbouring loads differ by so much: finer, and two searches would differ by more than that anyway. */
const RESOLUTION = 0.05;
/** Of one search, whatever its time. */
const MOST_PROBES = 30;

export interface CapacityRequest {
  readonly by: 'clients' | 'rate';
  readonly slo: Slo;
  /** Where the search begins, and the least and most load that it tries. */
  readonly from: number;
  readonly least: number;
  readonly most: number;
  /** Longest search per case; a probe that would not fit is not begun. */
  readonly searchTimeMs: number;
}

export interface CapacityOptions extends Omit<RunOptions, 'onTrial'> {
  readonly capacity: CapacityRequest;
  readonly onProbe: (progress: ProbeProgress) => void;
}

export interface ProbeProgress {
  readonly case: CasePlan;
  readonly number: number;
  readonly load: number;
  readonly why: SearchPhase;
  readonly phase: Phase;
  readonly deliveries: () => number;
  /** With the result of the probe, once it has one. */
  readonly done?: CapacityProbe;
}

/**
 * Searches, case by case, the largest load that keeps the objective, and saves the run after each
 * probe. An aborted run resolves with what is done.
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
    const pushes = request.transports.find(({ id }) => id === benchCase.trial.transport)?.capabilities.push;
    const scene = { plan: benchCase.trial, pushes: pushes === true, memoryBytes: environment.memoryBytes };
    const outcomes = await searchCase(benchCase, scene, options, async (found) => {
      cases[index] = found;
      await saveRun(folder, describe(false));
    });
    warnings.push(...searchWarnings(benchCase.trial, outcomes));
  }
  const run = describe(!signal.aborted && cases.length === plan.cases.length);
  await saveRun(folder, run);
  return run;
}

async function searchCase(
  benchCase: CasePlan,
  scene: StopScene,
  { capacity, engine, meters, signal, onProbe }: CapacityOptions,
  save: (found: CapacityCase) => Promise<void>,
): Promise<readonly TrialOutcome[]> {
  const probes: CapacityProbe[] = [];
  const outcomes: TrialOutcome[] = [];
  const { transport, http, tls } = benchCase.trial;
  const found = (frontier: Pick<CapacityCase, 'answer' | 'next' | 'confirmed'>): CapacityCase => {
    const stop = whatStopped(brokenAt(probes, frontier.next), scene);
    const atLeast = frontier.answer !== null && (stop === undefined || isOfTheClients(stop.by));
    return {
      transport,
      http,
      tls,
      ...frontier,
      atLeast,
      stoppedBy: stop?.by ?? null,
      seen: stop?.seen ?? null,
      probes: [...probes],
    };
  };
  const began = performance.now();
  const leftMs = (): number => capacity.searchTimeMs - (performance.now() - began);
  await save(found({ answer: null, next: null, confirmed: false }));

  const frontier = await searchFrontier(
    async (load, phase) => {
      const number = probes.length + 1;
      const progress = { case: benchCase, number, load, why: phase };
      const startedAt = performance.now();
      // Past the time of the search a probe is given up: it says nothing, and the search ends.
      const timeUp = AbortSignal.timeout(Math.max(1, Math.round(leftMs())));
      const probed = await runProbe(atLoad(benchCase.trial, capacity.by, load), capacity.slo, {
        index: probes.length,
        engine,
        meters,
        signal: AbortSignal.any([signal, timeUp]),
        onPhase: (now, deliveries) => onProbe({ ...progress, phase: now, deliveries }),
      }).catch((error: unknown) => {
        if (signal.aborted || timeUp.aborted) return null;
        throw error;
      });
      if (probed === null) return null;
      if (probed.outcome) outcomes.push(probed.outcome);
      const done = {
        load,
        phase,
        ...probed.probe,
        tookUs: Math.round((performance.now() - startedAt) * 1e3),
      };
      probes.push(done);
      onProbe({ ...progress, phase: 'drain', deliveries: () => 0, done });
      return { kept: done.kept, doubtful: isDoubtful(done) };
    },
    {
      ...capacity,
      resolution: RESOLUTION,
      round: capacity.by === 'clients' ? Math.round : (rate) => Number(rate.toPrecision(3)),
      mayProbe: (load) =>
        !signal.aborted && probes.length < MOST_PROBES && leftMs() > expectedMs(probes, load),
    },
    (soFar) => save(found({ ...soFar, confirmed: false })),
  );
  await save(found(frontier));
  return outcomes;
}

/** The broken probes nearest to the frontier: far beyond it everything is overloaded at once. */
function brokenAt(probes: readonly CapacityProbe[], next: number | null): readonly CapacityProbe[] {
  return probes.filter(({ kept, load }) => !kept && load === next);
}

/** By the slowest probe so far: connecting takes longer the more there are to connect. */
function expectedMs(probes: readonly CapacityProbe[], load: number): number {
  const slowest = probes.toSorted((a, b) => b.tookUs - a.tookUs)[0];
  return slowest === undefined ? 0 : (slowest.tookUs / 1e3) * Math.min(2, Math.max(0.5, load / slowest.load));
}

const atLoad = (plan: TrialPlan, by: CapacityRequest['by'], load: number): TrialPlan => ({
  ...plan,
  parameters: { ...plan.parameters, [by]: load },
});
