import type { Live } from '../harness/results/live-schema.ts';

/** The channel of `GET /sse` on which the report server tells what goes on. */
export const LIVE_CHANNEL = 'live';

/** The kind of its events that say the list of runs is another one; those without a name carry `LiveNews`. */
export const RUNS_CHANGED = 'runs';

/** Every bench that is under way. */
export interface LiveNews {
  readonly live: readonly LiveRun[];
}

export interface LiveRun extends Live {
  /** Its folder. */
  readonly id: string;
}
