import { z } from 'zod';

const count = z.number().int().nonnegative();

/** The section `fleet` of a trial with several servers. */
export const fleetSchema = z.object({
  servers: count,
  /** Each server had a log of its own, and channels had subscribers at several: events reached only those of one. */
  unshared: z.boolean(),
  cpuUsPerServer: z.number(),
  rssBytesPerServer: z.number(),
  /** Of the bytes to clients, those from the server that sent most. */
  largestShare: z.number().nullable(),
});

/** The section `log` of a trial whose servers share one. */
export const logSchema = z.object({
  /** Of Redis. */
  version: z.string(),
  /** Published in the measure phase, and how long they were on their way through the log, from publishing to each server. */
  events: count,
  tripMeanUs: z.number().nullable(),
  cpuUs: z.number(),
  cpuUsPerEvent: z.number().nullable(),
  /** At Redis's own sockets. */
  bytesInPerEvent: z.number().nullable(),
  bytesOutPerEvent: z.number().nullable(),
  memoryBytes: count,
  /** The longest that a server said the log was away, and the most that waited for it. */
  awayUs: z.number(),
  waitingMost: count,
  /** Entries that were no events of this log. */
  malformed: count,
});

/** The section `servers`: each by itself, in the measure phase. */
export const serversSchema = z.array(
  z.object({
    cpuUs: z.number(),
    rssBytes: z.number(),
    eventLoopDelayP99Us: z.number(),
    tcpOpen: count,
    subscribers: count,
    bytesToClients: count,
  }),
);
