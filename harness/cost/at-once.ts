import type { Engine } from '../engine.ts';
import type { Meter } from '../meter.ts';
import type { Trial } from '../results/schema.ts';
import { runTrial } from '../trial.ts';
import type { TrialPlan } from '../trial-plan.ts';

export interface AtOnceOptions {
  readonly engine: Engine;
  readonly meters: ReadonlyMap<string, Meter>;
  readonly signal: AbortSignal;
}

/**
 * Runs several trials at the same time, each with a server and load processes of its own. Their schedules
 * start together, when the tabs of all of them stand. Where one fails the others are ended.
 */
export async function runAtOnce(
  plans: readonly TrialPlan[],
  { engine, meters, signal }: AtOnceOptions,
): Promise<readonly Trial[]> {
  const failure = new AbortController();
  const connected = meetingOf(plans.length);
  const running = plans.map((plan, index) =>
    runTrial(plan, {
      index,
      engine,
      meters,
      signal: AbortSignal.any([signal, failure.signal]),
      onPhase: () => {},
      connected,
    }).catch((error: unknown) => {
      failure.abort(error);
      throw error;
    }),
  );
  const settled = await Promise.allSettled(running);
  failure.signal.throwIfAborted();
  return settled.map((outcome) => (outcome as PromiseFulfilledResult<{ trial: Trial }>).value.trial);
}

/** Resolves for everybody when so many have called it. */
function meetingOf(parties: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    if (++arrived === parties) resolve();
    return promise;
  };
}
