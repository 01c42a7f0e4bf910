import type { Trial } from './results/schema.ts';

/** Past nine tenths of a core, what is measured is how fast the clients are. */
const MOST_CPU_SHARE = 0.9;
/** A delay that people would notice. */
const MOST_DELAY_US = 100_000;
/** A shorter one counts too where it makes up most of the latency that is reported … */
const MOST_SHARE_OF_P99 = 0.5;
/** … unless it is of the size that garbage collection and a shared core bring anyway. */
const USUAL_DELAY_US = 25_000;

/** What of the clients was at its limit, in one trial; undefined where it was not. */
export interface Saturation {
  /** CPU of the busiest load process, of the measure phase. */
  readonly cpuShare?: number;
  /** The same with the time in which it was ready and others had its core. */
  readonly wantedShare?: number;
  readonly delayUs?: number;
}

type Seen = Pick<Trial, 'generator' | 'machine' | 'latencyUs'>;

/** Were the clients too busy for their figures to be the server's? */
export function saturationOf({ generator, machine, latencyUs }: Seen): Saturation {
  const { cpuShare = 0, eventLoopDelayP99Us: delayUs } = generator;
  const wantedShare = cpuShare + (machine?.loadWaitShare ?? 0);
  const mostDelayUs = Math.min(
    MOST_DELAY_US,
    Math.max(USUAL_DELAY_US, MOST_SHARE_OF_P99 * latencyUs.endToEnd.p99),
  );
  return {
    ...(cpuShare > MOST_CPU_SHARE && { cpuShare }),
    ...(cpuShare <= MOST_CPU_SHARE && wantedShare > MOST_CPU_SHARE && { wantedShare }),
    ...(delayUs > mostDelayUs && { delayUs }),
  };
}

export const isSaturated = (seen: Seen): boolean => Object.keys(saturationOf(seen)).length > 0;
