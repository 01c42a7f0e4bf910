import { z } from 'zod';

/** The name of the file, beside run.json, for as long as a bench is under way. */
export const LIVE_FILE = 'live.json';

const count = z.number().int().nonnegative();
const texts = z.object({ en: z.string(), ko: z.string() });
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);

/** What a bench under way says of itself, twice a second, to people who watch. Nothing of it is a result. */
export const liveShape = z.object({
  schema: z.literal('realtime-transport-lab/live/1'),
  /** Of the bench: where it is gone, it did not end as it should. */
  pid: z.number().int().positive(),
  writtenAt: z.iso.datetime(),
  startedAt: z.iso.datetime(),
  command: z.string(),
  scenario: texts,
  fault: texts.nullable(),
  transport: z.object({ title: texts, colour: z.object({ light: colour, dark: colour }) }),
  http: z.enum(['1.1', '2']).nullable(),
  /** Counts 1, 2, 3 … : trials of the run, or probes of one search. */
  number: count,
  /** How many there will be; null where a search decides that as it goes. */
  of: count.nullable(),
  /** The load of a probe. */
  probe: z.object({ load: z.number(), by: z.enum(['clients', 'rate']) }).nullable(),
  phase: z.enum(['start', 'connect', 'warm-up', 'measure', 'fault', 'recover', 'drain']),
  /** Of the trial's schedule, 0 … 1. */
  played: z.number().min(0).max(1),
  deliveries: count,
  /** End to end, of a sample of the last second; null where nothing arrived in it. */
  latencyUs: z.object({ p50: z.number(), p99: z.number() }).nullable(),
  tcpOpen: count.nullable(),
});

export type Live = z.infer<typeof liveShape>;
