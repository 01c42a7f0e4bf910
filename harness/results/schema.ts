import { z } from 'zod';
import { capacitySchema } from './capacity-schema.ts';
import { clockSchema } from './clock-schema.ts';
import { engineSchema } from './engine-schema.ts';
import { fleetSchema, logSchema, serversSchema } from './fleet-schema.ts';
import { latencySplitSchema } from './latency-split-schema.ts';
import { ledgerSchema } from './ledger-schema.ts';
import { limitsSchema, machineSchema } from './machine-schema.ts';
import { interruptionsSchema, proxySchema } from './proxy-schema.ts';
import { caseFaultSchema, reconnectionSchema } from './reconnection-schema.ts';
import { selfTestSchema } from './selftest-schema.ts';
import { sourceSchema } from './source-schema.ts';
import { warningSchema } from './warning-schema.ts';

/**
 * The border between measuring and showing: the shape of `run.json`, the only thing that reports
 * see. Times are microseconds, sizes bytes; names carry their unit.
 */
export const RUN_SCHEMA = 'realtime-transport-lab/run/1';

const count = z.number().int().nonnegative();
const texts = z.object({ en: z.string(), ko: z.string() });
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);

const latency = z.object({
  p50: z.number(),
  p90: z.number(),
  p99: z.number(),
  p999: z.number(),
  max: z.number(),
  count,
  /** HdrHistogram V2, compressed, base64; left out of `--json`. */
  histogram: z.string().optional(),
});

const slice = z.object({
  /** Start of the slice, microseconds after the schedule's start (warm-up included). */
  atUs: z.number(),
  widthUs: z.number(),
  deliveries: count,
  endToEndP50Us: z.number().nullable(),
  endToEndP99Us: z.number().nullable(),
  endToEndMaxUs: z.number().nullable(),
  /** Per slice: requests that began in it; open connections at its end. */
  httpRequests: count,
  tcpOpen: count,
  http2Streams: count,
  serverCpuUs: z.number(),
  serverRssBytes: z.number(),
});

/** A meter that is added brings a section of its own, which is kept as it is. */
export const trialSchema = z.looseObject({
  index: count,
  startedAt: z.iso.datetime(),
  latencyUs: z.object({ delivery: latency, endToEnd: latency, request: latency.optional() }),
  deliveries: z.object({
    expected: count,
    received: count,
    lost: count,
    duplicated: count,
    reordered: count,
    /** Tabs that never got a connection, and the deliveries that they missed: starved is not lost. */
    starved: count,
    missedByStarved: count,
    /** Deliveries of what the schedule does not know. */
    unexpected: count,
  }),
  connections: z.object({
    tcpOpened: count,
    tcpPeak: count,
    tlsHandshakes: count,
    httpRequests: count,
    http2Sessions: count,
    http2Streams: count,
    /** What was negotiated, as the clients saw it, such as `h2`. */
    protocols: z.array(z.string()),
  }),
  bytes: z.object({ toClients: count, fromClients: count, perDelivery: z.number().nullable() }),
  server: z.object({
    cpuUs: z.number(),
    cpuUsPerDelivery: z.number().nullable(),
    rssBytes: z.number(),
    rssBytesPerConnection: z.number().nullable(),
    rssBytesPerSubscriber: z.number().nullable(),
    eventLoopDelayP99Us: z.number(),
    /** Where the server tells it. */
    eventLoopDelayMaxUs: z.number().optional(),
  }),
  generator: z.object({
    cpuUs: z.number(),
    cpuUsPerDelivery: z.number().nullable(),
    eventLoopDelayP99Us: z.number(),
    /** CPU of the busiest load process, of the measure phase. */
    cpuShare: z.number().optional(),
    saturated: z.boolean().optional(),
  }),
  /** Clients that the server sent away because they did not read; older runs did not count them. */
  backpressure: z.object({ slowConsumers: count }).optional(),
  /** How late the source published against its schedule. */
  source: sourceSchema,
  clock: clockSchema.optional(),
  machine: machineSchema.optional(),
  limits: limitsSchema.optional(),
  /** Wall time of the phases. */
  phasesUs: z.object({
    connect: z.number(),
    warmUp: z.number(),
    measure: z.number(),
    /** Where something went wrong. */
    fault: z.number().optional(),
    recover: z.number().optional(),
    drain: z.number(),
  }),
  timeline: z.array(slice),
  /** Where the latency comes from; runs before it was measured have none. */
  latencySplit: latencySplitSchema.optional(),
  /** Where there are several servers. */
  fleet: fleetSchema.optional(),
  servers: serversSchema.optional(),
  log: logSchema.optional(),
  /** Where the clients were played by an engine that measures something besides. */
  engine: engineSchema.optional(),
  /** Where clients reached the server through a proxy. */
  proxy: proxySchema.optional(),
  interruptions: interruptionsSchema.optional(),
  /** With a fault. */
  reconnection: reconnectionSchema.optional(),
});

/** `path` leads into a trial. */
export const metricSchema = z.object({
  path: z.string(),
  title: texts,
  unit: z.enum(['us', 'bytes', 'count', 'ratio', 'boolean']),
  better: z.enum(['lower', 'higher']).optional(),
});

const range = z.object({ median: z.number(), min: z.number(), max: z.number() });

const benchCase = z.object({
  id: z.string(),
  scenario: z.string(),
  transport: z.string(),
  /** `null` for what is no HTTP. */
  http: z.enum(['1.1', '2']).nullable(),
  tls: z.boolean(),
  /** The scenario's parameters and the client's policy, by name. */
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  /** What went wrong, where something was to, with its place in the schedule. */
  fault: caseFaultSchema.optional(),
  /** Subscribers of the case: the audience, publishing hosts included. */
  subscribers: count,
  trials: z.array(trialSchema),
  /** Metric path → median and range over the trials. */
  summary: z.record(z.string(), range),
  warnings: z.array(warningSchema),
  /** Where its bytes went, by a trial of its own; absent unless it was asked for. */
  ledger: ledgerSchema.optional(),
});

export const runSchema = z.object({
  schema: z.literal(RUN_SCHEMA),
  id: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** False while trials are missing: interrupted, failed, or still under way. */
  complete: z.boolean(),
  /** The command that repeats this run, seed included. */
  command: z.string(),
  seed: z.string(),
  environment: z.object({
    node: z.string(),
    v8: z.string(),
    openssl: z.string(),
    os: z.string(),
    cpu: z.string(),
    cores: count,
    memoryBytes: count,
    pinned: z.boolean(),
    /** Versions of the libraries that are measured with, by package. */
    packages: z.record(z.string(), z.string()),
    lab: z.string(),
  }),
  scenarios: z.record(z.string(), z.object({ title: texts, summary: texts })),
  faults: z.record(z.string(), z.object({ title: texts, summary: texts })).optional(),
  /** What clients reached servers through, where they did. */
  proxies: z
    .record(z.string(), z.object({ title: texts, summary: texts, program: z.string(), version: z.string() }))
    .optional(),
  transports: z.record(
    z.string(),
    z.object({
      title: texts,
      summary: texts,
      role: z.enum(['compared', 'reference']),
      colour: z.object({ light: colour, dark: colour }),
    }),
  ),
  metrics: z.array(metricSchema),
  cases: z.array(benchCase),
  /** The answers of `--find-capacity`; such a run has no cases. */
  capacity: capacitySchema.optional(),
  /** What was asked for and cannot be: shown as "not available: reason". */
  unavailable: z.array(
    z.object({
      transport: z.string(),
      http: z.enum(['1.1', '2']).nullable(),
      reason: texts,
      /** What else it was asked for with, such as "via=nginx-h2"; absent where that was as usual. */
      variant: z.string().optional(),
    }),
  ),
  warnings: z.array(warningSchema),
  /** The last self-test of the lab when the run began. */
  selftest: selfTestSchema.optional(),
});

export type Run = z.infer<typeof runSchema>;
export type BenchCase = z.infer<typeof benchCase>;
export type Trial = z.infer<typeof trialSchema>;
export type Latency = z.infer<typeof latency>;
export type Slice = z.infer<typeof slice>;
export type Metric = z.infer<typeof metricSchema>;
