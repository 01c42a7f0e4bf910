import { randomBytes } from 'node:crypto';
import { LabError, messageOf } from '../lab/errors.ts';
import type { Transport } from '../transports/transport.ts';
import type { Engine } from './engine.ts';
import { describeEnvironment } from './environment.ts';
import type { Program } from './lab-process.ts';
import { runLedgerTrial } from './ledger/ledger-trial.ts';
import type { Glimpse } from './live/glimpse.ts';
import type { Meter } from './meter.ts';
import type { BenchRequest, CasePlan, Plan } from './plan.ts';
import type { Damage } from './proxy.ts';
import { loadProxies } from './proxy-parts.ts';
import type { Ledger } from './results/ledger-schema.ts';
import { type BenchCase, RUN_SCHEMA, type Run, type Trial } from './results/schema.ts';
import type { SelfTest } from './results/selftest-schema.ts';
import { saveRun } from './results/store.ts';
import { summarise } from './results/summary.ts';
import type { Warning } from './results/warning-schema.ts';
import { runTrial } from './trial.ts';
import { horizonUsOf, loadOf } from './trial-plan.ts';
import { warningsOf } from './warnings.ts';
import type { Phase } from './watch-trial.ts';

/** `2026-11-21T10-20-30-sse-5f3a`: sorts by date, says what it is, and is a file name everywhere. */
export function newRunId(startedAt: Date, transports: readonly Transport[]): string {
  const when = startedAt.toISOString().slice(0, 19).replaceAll(':', '-');
  const [only] = transports;
  const what = transports.length === 1 && only ? only.id : `${transports.length}-transports`;
  return `${when}-${what}-${randomBytes(2).toString('hex')}`;
}

export interface RunOptions {
  readonly id: string;
  readonly startedAt: Date;
  readonly folder: string;
  /** The command that repeats this run. */
  readonly command: string;
  readonly request: BenchRequest;
  readonly plan: Plan;
  readonly engine: Engine;
  /** In place of the server under test, where a case is to have another. */
  readonly server?: (benchCase: CasePlan) => Program | undefined;
  readonly meters: ReadonlyMap<string, Meter>;
  /** The lab's last self-test, for the reader to know. */
  readonly selfTest?: SelfTest;
  readonly signal: AbortSignal;
  readonly onTrial: (progress: TrialProgress) => void;
}

export interface TrialProgress {
  readonly case: CasePlan;
  /** Counts 1, 2, 3 … over the whole run, of `of`. */
  readonly number: number;
  readonly of: number;
  readonly phase: Phase;
  readonly deliveries: () => number;
  readonly glimpse: () => Glimpse;
}

/**
 * Runs the plan's trials one after the other and saves the run after each, so that an interruption
 * loses at most the trial under way. An aborted run resolves with what is done, and so does one whose
 * trial failed, with a fatal warning; where nothing is done yet it rejects.
 */
export async function runBench(options: RunOptions): Promise<Run> {
  const { plan, signal, folder, meters, engine, server, onTrial } = options;
  const trials = new Map<string, Trial[]>(plan.cases.map(({ id }) => [id, []]));
  const ledgers = new Map<string, Ledger>();
  const failures = new Map<string, Map<string, number>>(plan.cases.map(({ id }) => [id, new Map()]));
  const environment = await describeEnvironment(engine.packages);
  const proxies = await loadProxies();
  const failed: Warning[] = [];
  const describe = (complete: boolean): Run => ({
    ...describeRun(options, environment),
    finishedAt: complete ? new Date().toISOString() : null,
    complete,
    warnings: failed,
    cases: plan.cases.map((benchCase) =>
      describeCase(
        options,
        benchCase,
        trials.get(benchCase.id) ?? [],
        failures.get(benchCase.id) ?? new Map(),
        proxies.get(benchCase.trial.via ?? '')?.foretells(benchCase.trial) ?? [],
        ledgers.get(benchCase.id),
      ),
    ),
  });

  await saveRun(folder, describe(false));
  for (const [done, { case: benchCase, block }] of plan.order.entries()) {
    if (signal.aborted) break;
    const own = trials.get(benchCase.id) as Trial[];
    const progress = { case: benchCase, number: done + 1, of: plan.order.length };
    const program = server?.(benchCase);
    const trialOptions = {
      engine,
      ...(program && { server: program }),
      meters,
      signal,
      onPhase: (phase: Phase, deliveries: () => number, glimpse: () => Glimpse) =>
        onTrial({ ...progress, phase, deliveries, glimpse }),
    };
    try {
      if (block === 'ledger') ledgers.set(benchCase.id, await runLedgerTrial(benchCase.trial, trialOptions));
      else {
        const outcome = await runTrial(benchCase.trial, { index: own.length, ...trialOptions });
        own.push(outcome.trial);
        addAll(failures.get(benchCase.id) as Map<string, number>, outcome.failures);
      }
    } catch (error) {
      const nothingToKeep = done === 0;
      if (!signal.aborted && nothingToKeep) throw error;
      if (!signal.aborted) failed.push(trialFailed(benchCase.id, error));
      break;
    }
    await saveRun(folder, describe(false));
  }
  const done = [...trials.values()].flat().length + ledgers.size;
  const run = describe(done === plan.order.length);
  await saveRun(folder, run);
  return run;
}

const trialFailed = (caseId: string, error: unknown): Warning => ({
  code: error instanceof LabError ? error.code : 'trial-failed',
  fatal: true,
  seen: {
    en: `A trial of ${caseId} failed and ended the run: ${messageOf(error)}`,
    ko: `${caseId}의 시행이 실패하여 실행이 끝났습니다: ${messageOf(error)}`,
  },
  why: {
    en: 'The trials before it are kept, but cases have fewer of them than planned, or none.',
    ko: '그때까지의 시행은 남아 있지만, 케이스마다 시행 수가 계획보다 적거나 아예 없습니다.',
  },
  remedy: {
    en: 'Remove the cause and repeat the run.',
    ko: '원인을 없앤 뒤 다시 실행하세요.',
  },
});

/** True where something fatal makes the run, or one of its cases, invalid. */
export const isInvalid = (run: Run): boolean =>
  [...run.warnings, ...run.cases.flatMap(({ warnings }) => warnings)].some(({ fatal }) => fatal);

function addAll(sums: Map<string, number>, counts: ReadonlyMap<string, number>): void {
  for (const [what, count] of counts) sums.set(what, (sums.get(what) ?? 0) + count);
}

/** What a run says of itself, whatever was measured in it. */
export function describeRun(
  { id, startedAt, command, request, plan, meters, selfTest }: Omit<RunOptions, 'onTrial'>,
  environment: Run['environment'],
): Omit<Run, 'complete' | 'finishedAt' | 'cases' | 'warnings'> {
  const { scenario, transports, reference, fault, proxies, policy } = request;
  const shown = [...transports, ...(reference ? [reference] : [])];
  return {
    schema: RUN_SCHEMA,
    id,
    startedAt: startedAt.toISOString(),
    command,
    seed: policy.seed,
    environment,
    scenarios: { [scenario.id]: { title: scenario.title, summary: scenario.summary } },
    ...(fault && { faults: { [fault.id]: { title: fault.title, summary: fault.summary } } }),
    ...(proxies && { proxies }),
    transports: Object.fromEntries(
      shown.map(({ id: transport, title, summary, role, colour }) => [
        transport,
        { title, summary, role, colour },
      ]),
    ),
    metrics: [...meters.values()].flatMap(({ metrics }) => metrics),
    unavailable: plan.unavailable,
    ...(selfTest && { selftest: selfTest }),
  };
}

function describeCase(
  { request, meters }: RunOptions,
  { id, trial }: CasePlan,
  trials: Trial[],
  failures: ReadonlyMap<string, number>,
  foretold: readonly Damage[],
  ledger: Ledger | undefined,
): BenchCase {
  const { scenario, parameters, transport, http, tls, fault } = trial;
  const metrics = [...meters.values()].flatMap((meter) => meter.metrics);
  return {
    id,
    scenario,
    transport,
    http,
    tls,
    parameters: loadOf(trial),
    ...(fault && { fault }),
    subscribers: request.scenario.audience(parameters, horizonUsOf(trial)).length,
    trials,
    summary: summarise(trials, metrics),
    warnings: trials.length === 0 ? [] : warningsOf({ plan: trial, trials, failures, foretold }),
    ...(ledger && { ledger }),
  };
}
