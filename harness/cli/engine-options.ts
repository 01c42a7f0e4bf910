import type { Engine } from '../engine.ts';
import { findEngines } from '../load-parts.ts';
import type { Axis, BenchRequest } from '../plan.ts';

/** Who plays the clients where nobody else is named. */
const USUAL = 'native';

type Asked = Pick<BenchRequest, 'scenario' | 'policy'>;

/**
 * The engines of a run as an axis of its matrix: what one of them cannot play is not available with it.
 * Rejects with a LabError where there is no such engine, or it is not installed.
 */
export async function engineAxis(ids: readonly string[], { scenario, policy }: Asked): Promise<Axis> {
  const engines = await findEngines(ids);
  return engines
    .toSorted((a, b) => Number(b.id === USUAL) - Number(a.id === USUAL))
    .map((engine) => ({
      name: engine.id === USUAL ? '' : `engine=${engine.id}`,
      policy: engine.id === USUAL ? {} : { engine: engine.id },
      cannot: (transport, http) =>
        engine.cannot?.({ ...policy, transport, http, upstream: scenario.upstream }),
    }));
}

/** One engine that has each trial played by the one that its plan names. */
export async function enginesTogether(ids: readonly string[]): Promise<Engine> {
  // The raw socket is always played by the lab itself.
  const engines = await findEngines([USUAL, ...ids]);
  return {
    id: USUAL,
    packages: engines.flatMap(({ packages = [] }) => packages),
    open: (plan, options) => {
      const engine = engines.find(({ id }) => id === (plan.engine ?? USUAL));
      if (engine === undefined) throw new Error(`no engine ${plan.engine} was loaded for the trial`);
      return engine.open(plan, options);
    },
  };
}
