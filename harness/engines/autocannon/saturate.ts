import { LabProcess } from '../../lab-process.ts';
import type { EngineSection } from '../../results/engine-schema.ts';
import type { Target } from '../../trial-plan.ts';

export interface SaturateCommand {
  readonly type: 'saturate';
  readonly transport: string;
  readonly target: Target;
  readonly connections: number;
}

export interface SaturatedAnswer {
  readonly type: 'saturated';
  readonly saturation: EngineSection['saturation'];
}

const file = new URL('./saturation-process.ts', import.meta.url);

/** More of them make no more requests: a hundred keep any one core busy. */
const MOST_CONNECTIONS = 100;

/** Far beyond the four seconds that it takes: one core may be shared with a whole test suite. */
const PATIENCE_MS = 60_000;

/** Asks as often as the server answers, for three seconds, in a process of its own. */
export async function saturate(
  transport: string,
  target: Target,
  tabs: number,
): Promise<EngineSection['saturation']> {
  const load = new LabProcess<SaturateCommand, SaturatedAnswer>({ file }, 'saturation', 'load');
  try {
    const answer = load.answer('saturated', PATIENCE_MS);
    load.send({ type: 'saturate', transport, target, connections: Math.min(tabs, MOST_CONNECTIONS) });
    return (await answer).saturation;
  } finally {
    await load.close();
  }
}
