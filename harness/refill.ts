import { monotonicUs } from '../lab/clock.ts';
import { randomSource } from '../scenarios/random.ts';
import type { ScheduledEvent } from '../scenarios/scenario.ts';
import { MemoryLog } from '../transports/memory-log.ts';
import type { TrialPlan } from './trial-plan.ts';

interface LogScene {
  /** True where nobody else publishes. */
  readonly alone: boolean;
  /** Of several servers, each with a log of its own: ids of one mean nothing to another. */
  readonly index?: number;
  /** The schedule's start, where it has begun. */
  readonly startAtUs?: number | undefined;
}

/** As many as a server keeps that nobody told. */
export const LOG_EVENTS = 1_024;

/**
 * The log that a server starts with. What happened while no server was there happened all the same, so
 * one that starts again refills it from the schedule, which plays the part of the application's
 * database: the same events in the same order have the same ids, and the epoch stays. Where clients
 * publish as well, nobody can say any more which id an event had; the log is then a new one with a new
 * epoch, as it is with `coldLog`, which refills nothing: its readers are told of a gap.
 *
 * @param own what the server's side publishes, in order
 */
export function openLog(
  {
    seed,
    source,
    coldLog = false,
    logEvents = LOG_EVENTS,
  }: Pick<TrialPlan, 'seed' | 'source' | 'coldLog' | 'logEvents'>,
  own: readonly ScheduledEvent[],
  { alone, index = 0, startAtUs }: LogScene,
): { readonly log: MemoryLog; readonly toCome: readonly ScheduledEvent[] } {
  const continued = startAtUs === undefined || (alone && source === 'in-process' && !coldLog);
  const epoch = epochOf(seed, `${continued ? 1 : 2}${index === 0 ? '' : ` of ${index}`}`);
  const log = new MemoryLog({ epoch, capacity: logEvents });
  if (startAtUs === undefined) return { log, toCome: own };
  const nowUs = monotonicUs();
  const next = own.findIndex(({ offsetUs }) => startAtUs + offsetUs > nowUs);
  const past = next === -1 ? own : own.slice(0, next);
  if (!coldLog) {
    for (const { offsetUs, channel, kind, source: from, seq, data } of past) {
      const intendedAtUs = Math.round(startAtUs + offsetUs);
      log.append({ channel, kind, source: from, seq, intendedAtUs, data }, intendedAtUs);
    }
  }
  return { log, toCome: own.slice(past.length) };
}

/** From the seed, so that a server that starts again comes to the same one. */
const epochOf = (seed: string, which: string): string =>
  randomSource(seed, `epoch ${which}`)
    .below(2 ** 32)
    .toString(16)
    .padStart(8, '0');
