import { z } from 'zod';

/**
 * The parts of a delivery's end-to-end latency, one after the other, as means over deliveries in
 * microseconds. Means add up to the mean of the whole; percentiles would not.
 */
const parts = z.object({
  /** From the moment an event was due to its publishing. */
  source: z.number(),
  /** From publishing until the client sent the question that fetched it; 0 where nobody asks. */
  poll: z.number(),
  /** From then (over polling: from the question's coming) until the server had written it. */
  server: z.number(),
  /** From the writing until the client had it, its question's way included. */
  wire: z.number(),
  /** Server and wire together, where the server does not say when it wrote. */
  unsplit: z.number(),
  /** From publishing to receiving, of events that a client was away for and read afterwards. */
  replay: z.number(),
});

const share = z.object({
  deliveries: z.number().int().nonnegative(),
  /** The mean end-to-end latency of these deliveries: the sum of the parts. */
  meanUs: z.number(),
  partsUs: parts,
});

export const latencySplitSchema = z.object({
  all: share,
  /**
   * The slowest hundredth of the deliveries; null where that would be fewer than ten. When the server
   * wrote to this very client is not known: `server` is its slowest write of the same event, so at
   * most that, and `wire` is at least what is left.
   */
  slowest: share.extend({ fromUs: z.number() }).nullable(),
});

export type LatencySplit = z.infer<typeof latencySplitSchema>;
export type LatencyParts = z.infer<typeof parts>;
