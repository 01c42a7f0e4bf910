import { describeEnvironment } from '../harness/environment.ts';
import { LabError, messageOf } from '../lab/errors.ts';
import type { Texts } from '../lab/texts.ts';
import { type Claim, isMeasured } from './claim.ts';
import type { Experiment } from './experiment.ts';
import { withLaboratory } from './laboratory.ts';
import { missingOf, versionOf } from './programs.ts';
import { conditionsOf, type Results, type VerdictOnClaim } from './results.ts';

export interface RunOptions {
  readonly claims: readonly Claim[];
  readonly experiments: ReadonlyMap<string, Experiment>;
  readonly seed: string;
  readonly signal: AbortSignal;
  /** Told before each experiment. */
  readonly onExperiment: (progress: Progress) => void;
}

export interface Progress {
  readonly experiment: Experiment;
  readonly number: number;
  readonly of: number;
  readonly claims: readonly number[];
}

export interface Outcome {
  readonly results: Results;
  /** Experiments that this machine cannot run, and those that went wrong, each with the reason. */
  readonly missing: ReadonlyMap<string, string>;
  readonly failed: ReadonlyMap<string, string>;
}

/** What a machine may lack that is no program. */
const LACKS: ReadonlySet<string> = new Set(['network-namespace']);

/** Runs each experiment once, one after the other, and judges. An abort keeps what is done. */
export async function runClaims({
  claims,
  experiments,
  seed,
  signal,
  onExperiment,
}: RunOptions): Promise<Outcome> {
  const startedAt = new Date().toISOString();
  const measured = claims.filter(isMeasured);
  const missing = new Map<string, string>();
  const failed = new Map<string, string>();
  const done: Results['experiments'] = {};
  const figures = new Map<string, unknown>();
  for (const [place, [, experiment]] of [...experiments].entries()) {
    if (signal.aborted) break;
    const { id, title, method, needs } = experiment;
    const skip = (kept: Map<string, string>, reason: Texts): void => {
      kept.set(id, reason.en);
      done[id] = { title, method, skipped: reason };
    };
    const lacking = missingOf(needs);
    if (lacking.length > 0) {
      skip(missing, sayLacking(lacking));
      continue;
    }
    const own = measured.filter((one) => one.experiment === id).map(({ number }) => number);
    onExperiment({ experiment, number: place + 1, of: experiments.size, claims: own });
    const measuredAt = new Date().toISOString();
    const startMs = performance.now();
    try {
      const found = await measure(experiment, seed, signal);
      figures.set(id, found);
      const tookSeconds = Math.round((performance.now() - startMs) / 100) / 10;
      done[id] = { title, method, measuredAt, tookSeconds, figures: JSON.parse(JSON.stringify(found)) };
    } catch (error) {
      if (signal.aborted) break;
      const isLacking = error instanceof LabError && LACKS.has(error.code);
      const reason = messageOf(error);
      skip(isLacking ? missing : failed, { en: reason, ko: reason });
    }
  }
  const took = [...experiments.values()].filter(({ id }) => figures.has(id)).flatMap(({ needs }) => needs);
  const results: Results = {
    schema: 1,
    startedAt,
    seed,
    environment: await describeEnvironment(),
    programs: Object.fromEntries([...new Set(took)].sort().map((name) => [name, versionOf(name)])),
    experiments: done,
    verdicts: claims.flatMap((claim) => judge(claim, figures)),
  };
  return { results, missing, failed };
}

/** Whatever it waits for, an abort ends the wait, and the laboratory clears up. */
const measure = (experiment: Experiment, seed: string, signal: AbortSignal): Promise<unknown> =>
  withLaboratory({ seed, signal }, async (lab) => {
    let stop = (): void => {};
    const aborted = new Promise<never>((_, reject) => {
      stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
    });
    try {
      return experiment.figures.parse(await Promise.race([aborted, experiment.measure(lab)]));
    } finally {
      signal.removeEventListener('abort', stop);
    }
  });

function judge(claim: Claim, figures: ReadonlyMap<string, unknown>): VerdictOnClaim[] {
  const { number, statement } = claim;
  if (!isMeasured(claim)) {
    return [{ claim: number, statement, ...claim.finding, by: { source: claim.source } }];
  }
  if (!figures.has(claim.experiment)) return [];
  const found = claim.judge(figures.get(claim.experiment) as never);
  return [
    {
      claim: number,
      statement,
      ...found,
      by: { experiment: claim.experiment, thresholds: claim.thresholds },
    },
  ];
}

function sayLacking(lacking: ReturnType<typeof missingOf>): Texts {
  const names = lacking.map(({ name }) => name).join(', ');
  const install = lacking.map((one) => one.install).join('; ');
  return {
    en: `it needs ${names}, which this machine does not have; on Debian: ${install}`,
    ko: `${names}이(가) 필요하지만 이 컴퓨터에 없습니다. Debian에서는: ${install}`,
  };
}

/**
 * What was measured anew takes the place of what was known, experiment by experiment; the rest keeps the conditions
 * that it was measured under.
 */
export function mergeResults(known: Results | undefined, fresh: Results): Results {
  if (known === undefined) return fresh;
  const experiments = { ...fresh.experiments };
  for (const [id, one] of Object.entries(known.experiments)) {
    const anew = experiments[id];
    if (anew !== undefined && 'figures' in anew) continue;
    if ('figures' in one) experiments[id] = { ...one, conditions: conditionsOf(id, known) };
    else experiments[id] ??= one;
  }
  const isFresh = new Set(fresh.verdicts.map(({ claim }) => claim));
  const kept = known.verdicts.filter(({ claim }) => !isFresh.has(claim));
  return {
    ...fresh,
    experiments,
    verdicts: [...kept, ...fresh.verdicts].sort((a, b) => a.claim - b.claim),
  };
}

/** With each claim all that its experiment decides: figures that are measured anew judge every one of them. */
export function withSiblings(named: readonly Claim[], all: readonly Claim[]): readonly Claim[] {
  const measured = new Set(named.filter(isMeasured).map(({ experiment }) => experiment));
  return all.filter((one) => named.includes(one) || (isMeasured(one) && measured.has(one.experiment)));
}

/**
 * What is missing before a run may be kept with the lab: each experiment asked for has to be measured, whatever was
 * known before, and each claim judged.
 */
export function lackingIn(
  { results }: Pick<Outcome, 'results'>,
  merged: Results,
  { experiments, claims }: Pick<RunOptions, 'experiments' | 'claims'>,
): readonly string[] {
  const judged = new Set(merged.verdicts.map(({ claim }) => claim));
  return [
    ...[...experiments.keys()].filter((id) => !('figures' in (results.experiments[id] ?? {}))),
    ...claims.filter(({ number }) => !judged.has(number)).map(({ number }) => `claim ${number}`),
  ];
}
