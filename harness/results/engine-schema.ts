import { z } from 'zod';

const share = z.number().nonnegative();

/** What a load engine measures besides the trial that it plays, after it and against the same server. */
export const engineSchema = z.object({
  /** As many requests as were answered: each connection asks again as soon as it was. */
  saturation: z.object({
    requestsPerSecond: z.number().nonnegative(),
    connections: z.number().int().positive(),
    /** As the engine says it itself, which is in whole milliseconds. */
    requestP50Us: z.number().nonnegative(),
    requestP99Us: z.number().nonnegative(),
    /** Of a core: whoever is near 1 is what the rate is the limit of. */
    serverCpuShare: share,
    clientCpuShare: share,
  }),
});

export type EngineSection = z.infer<typeof engineSchema>;
