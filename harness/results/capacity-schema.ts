import { z } from 'zod';

const count = z.number().int().nonnegative();
const texts = z.object({ en: z.string(), ko: z.string() });

/** What kept a load from growing. `generator` and `ports` are of the clients' side and no limit of the server. */
const stopper = z.enum([
  'server-cpu',
  'generator',
  'memory',
  'files',
  'ports',
  'connections',
  'streams',
  'flow-control',
  'poll-interval',
  'unknown',
]);

/** What one probe measured. Shares are of one core, 0 … 1, during the measure phase. */
const figures = z.object({
  latencyUs: z.object({
    p50: z.number(),
    p90: z.number(),
    p99: z.number(),
    p999: z.number(),
    max: z.number(),
  }),
  expected: count,
  lost: count,
  duplicated: count,
  reordered: count,
  /** Clients that never got a connection. */
  starved: count,
  /** Sent away by the server because they did not read. */
  slowConsumers: count,
  /** Events published in the measure phase. */
  events: count,
  serverCpuShare: z.number(),
  serverRssBytes: z.number(),
  /** Of the busiest load process. */
  generatorCpuShare: z.number(),
});

/** One short trial at one load. */
const probe = z.object({
  /** Clients, or events per second. */
  load: z.number(),
  phase: z.enum(['grow', 'shrink', 'bisect', 'confirm']),
  kept: z.boolean(),
  /** Clauses of the objective that were broken, as they were written. */
  broken: z.array(z.string()),
  /** With starting, connecting and draining. */
  tookUs: z.number(),
  /** Null where it could not be measured to its end. */
  figures: figures.nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
});

const capacityCase = z.object({
  transport: z.string(),
  http: z.enum(['1.1', '2']).nullable(),
  tls: z.boolean(),
  /** The largest load that keeps the objective; null where not even the least does, or nothing is known. */
  answer: z.number().nullable(),
  /** The next load, which breaks it; null where the search ended before it found one. */
  next: z.number().nullable(),
  /** True where the answer is a lower bound: the clients' side gave out first, or the search ended. */
  atLeast: z.boolean(),
  /** True where the frontier was repeated until probes agreed on either side. */
  confirmed: z.boolean(),
  stoppedBy: stopper.nullable(),
  /** What was seen of it, with its figures. */
  seen: texts.nullable(),
  probes: z.array(probe),
});

export const capacitySchema = z.object({
  by: z.enum(['clients', 'rate']),
  /** The objective as it was asked for. */
  slo: z.string(),
  /** Share by which neighbouring loads differ: how fine the answer is. */
  resolution: z.number(),
  /** Longest search per case. */
  searchTimeUs: z.number(),
  /** The scenario's parameters and the clients' policy, without the one that is searched for. */
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  cases: z.array(capacityCase),
});

export type Capacity = z.infer<typeof capacitySchema>;
export type CapacityCase = z.infer<typeof capacityCase>;
export type CapacityProbe = z.infer<typeof probe>;
export type ProbeFigures = z.infer<typeof figures>;
export type Stopper = z.infer<typeof stopper>;
