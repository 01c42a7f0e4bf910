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
