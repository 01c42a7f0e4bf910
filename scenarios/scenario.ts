import type { z } from 'zod';
import type { Part } from '../lab/parts.ts';
import type { Texts } from '../lab/texts.ts';
import type { RandomSource } from './random.ts';

/** One event as the schedule intends it, before any server has seen it. */
export interface ScheduledEvent {
  /** Microseconds after the start of the schedule. */
  readonly offsetUs: number;
  readonly channel: string;
  /** `message` is heard by a page's `onmessage`; `end` closes the stream. */
  readonly kind: string;
  /** Who publishes it; with `seq` the event's place in the schedule. */
  readonly source: string;
  /** Counts 1, 2, 3 … within its source, without holes. */
  readonly seq: number;
  /** Published by a client through its transport (true) or by the server's side (false). */
  readonly upstream: boolean;
  readonly data: unknown;
}

/** What a scenario yields: `source` numbering is done by the schedule, so that it has no holes. */
export type PlannedEvent = Omit<ScheduledEvent, 'seq' | 'source' | 'upstream'>;

/** One stream of events with a random generator of its own, so that no source disturbs another. */
export interface EventSource {
  readonly id: string;
  /** True where a client publishes: then one tab of the audience carries this source's id. */
  readonly upstream?: true;
  /** Events in order of time, up to (excluding) the horizon. */
  events(random: RandomSource, horizonUs: number): Iterable<PlannedEvent>;
}

/** One member of the audience: it follows its channels one after the other, each to its `end`. */
export interface Listener {
  readonly channels: readonly string[];
  /** Where it joins: at the log's end, or at the channel's beginning. */
  readonly from: 'end' | 'beginning';
  /** The upstream source that this listener publishes for. */
  readonly publishes?: string;
}

/**
 * A scenario says WHAT happens and to whom; it knows nothing of transports. Parameters come
 * validated, times are microseconds, rates are per second.
 */
export interface Scenario<Parameters extends ScenarioParameters = ScenarioParameters> extends Part {
  readonly title: Texts;
  readonly summary: Texts;
  /** A flat schema of numbers, each with a default and a description (`.describe`) with its unit. */
  readonly parameters: z.ZodType<Parameters>;
  /** True where clients publish; the raw socket then has nothing to compare. */
  readonly upstream: boolean;
  audience(parameters: Parameters, horizonUs: number): readonly Listener[];
  sources(parameters: Parameters, horizonUs: number): readonly EventSource[];
}

/** Every scenario has `clients`; the others are its own. */
export type ScenarioParameters = { readonly clients: number } & Readonly<Record<string, number>>;
