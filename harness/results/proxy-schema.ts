import { z } from 'zod';

/** Of all processes of a proxy together. */
export const proxySchema = z.object({
  /** In the measure phase. */
  cpuUs: z.number(),
  cpuUsPerDelivery: z.number().nullable(),
  /** At its end: pages that its processes share count once. */
  memoryBytes: z.number(),
  /** What it grew by since before the first client. */
  memoryBytesPerSubscriber: z.number().nullable(),
  /** Clients' connections that stood at its end. The server's own counts are of the proxy's connections to it. */
  connections: z.number().int().nonnegative(),
});

/** Connections that went down while they stood, with no fault planned. */
export const interruptionsSchema = z.object({
  count: z.number().int().positive(),
  /** Since when each had heard no event. */
  silentUs: z.object({ min: z.number(), median: z.number(), max: z.number() }),
});
