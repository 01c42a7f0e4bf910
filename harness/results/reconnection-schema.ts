import { z } from 'zod';

const count = z.number().int().nonnegative();

/** Of something that happened to several subscribers; `null` where it happened to none. */
const spread = z
  .object({ p50: z.number(), p90: z.number(), p99: z.number(), max: z.number(), count })
  .nullable();

/** Who noticed that something was wrong, by what, and how long after. */
const noticed = z.object({
  who: z.enum(['client', 'server']),
  /** A client's cause of going down, or what a server cuts a peer for. */
  by: z.string(),
  count,
  /** After the fault's beginning, or after the cut that it was of; `null` where that is not known. */
  p50Us: z.number().nullable(),
  maxUs: z.number().nullable(),
});

const slice = z.object({
  /** After the schedule's start. */
  atUs: z.number(),
  widthUs: z.number(),
  /** Subscribers with a connection, as the clients see it, at the slice's end. */
  connected: count,
  /** Attempts to come back that began in it, and how many subscribers did. */
  attempts: count,
  reconnects: count,
});

/** One subscriber's ids as they came: a hole or a repeat can be seen. */
const strip = z.object({
  subscriber: count,
  /** Each after the schedule's start; the ids are the events' own. */
  receivedAtUs: z.array(z.number()),
  ids: z.array(count),
  replayed: z.array(z.boolean()),
  /** Its offline windows. */
  offline: z.array(z.object({ fromUs: z.number(), toUs: z.number().nullable() })),
});

/** The section `reconnection` of a trial. Times are microseconds. */
export const reconnectionSchema = z.object({
  /** `equal-windows`: clients were kept away equally long; `wild`: each came back as it really would. */
  mode: z.enum(['wild', 'equal-windows']),
  /** When the fault was on, after the schedule's start. */
  fromUs: z.number(),
  untilUs: z.number(),
  /** What was done when: to one browser, or to all (`null`). */
  faults: z.array(z.object({ kind: z.string(), atUs: z.number(), browser: count.nullable() })),
  /** Subscribers that lost their connection at least once, and those that never came back. */
  affected: count,
  neverReturned: count,
  gaveUp: count,
  reconnects: count,
  attempts: count,
  peakReconnectsPerSecond: count,
  peakAttemptsPerSecond: count,
  /** From the cut to the subscription's standing again, per outage. */
  downtimeUs: spread,
  /** From the last thing that a subscriber heard to the first that it heard again. */
  silenceUs: spread,
  /** From the cut to the client's knowing of it. */
  detectionUs: spread,
  noticed: z.array(noticed),
  /**
   * Where connections were left half open: subscribers that had noticed nothing when that ended, and
   * subscriptions that the server still held (`null` where it holds none).
   */
  unnoticed: z.object({ clients: count, server: count.nullable() }).optional(),
  /** Outages after which their subscriber went on where it had been. */
  resumed: count,
  replayed: count,
  /** From a connection's standing to a replayed event. */
  replayUs: spread,
  /**
   * Where some stop reading: the end-to-end latency, meanwhile, of those who go on. `null` where the fault
   * is everybody's.
   */
  bystandersUs: spread,
  gaps: z.record(z.string(), count),
  loss: z.object({
    /** Expected deliveries of events that were due while their subscriber was offline. */
    dueOffline: count,
    /** Of those, not received by who came back without an id. */
    lostOffline: count,
    /** Not received either, and due before the cut: within 100 ms, or since the last answer to one who polls. */
    lostInFlight: count,
    /** Of a window after which the subscriber was told of a gap. */
    lostAnnounced: count,
    /** Of subscribers that did not come back. */
    lostForGood: count,
    /** Published by a client that was offline, or taken by a server that was gone before it delivered them. */
    lostUpstream: count,
    /** Everything else: what nothing explains. */
    unexplained: count,
  }),
  /**
   * From the fault's end until, for a second, at most one in a hundred of the deliveries due in 100 ms was lost
   * or took 100 ms longer than the p99 of before; `null` where that did not come.
   */
  backToNormalUs: z.number().nullable(),
  storm: z.object({
    /** The server's largest share of a core in one half second, from the fault's beginning on. */
    serverCpuShareMax: z.number(),
    /** Of its memory, beyond what it had as the fault began; at the readings every half second. */
    serverRssGrowthBytes: count,
    acceptQueuePeak: count.nullable(),
    tlsHandshakes: count,
    /** Of browsers, from the loss of their first tab to the return of the last: what tabs heard that were back is in it. */
    bytesOnReturn: count,
  }),
  /** What the server held after the fault beyond what clients have, and when all had gone. */
  leaked: z.object({ subscribers: count, timers: count, sockets: count, resources: count }),
  /** The link's process; absent where there was none. */
  link: z.object({ cpuUs: z.number(), bytes: count }).optional(),
  slices: z.array(slice),
  strip: strip.nullable(),
});

export type Reconnection = z.infer<typeof reconnectionSchema>;
export type Spread = NonNullable<z.infer<typeof spread>>;

/** The fault of a case, with its place in the schedule. */
export const caseFaultSchema = z.object({
  id: z.string(),
  parameters: z.record(z.string(), z.union([z.number(), z.string()])),
  fromUs: z.number(),
  lengthUs: z.number(),
  recoverUs: z.number(),
});
