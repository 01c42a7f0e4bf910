import { z } from 'zod';

/** Bounds of how far a process's clock was ahead of the coordinator's; 0 lies between them on one clock. */
const clockReading = z.object({ aheadAtLeastUs: z.number(), aheadAtMostUs: z.number() });

/** Whether the times of a trial are of one clock. */
export const clockSchema = z.object({
  server: clockReading,
  /** Of each load process. */
  load: z.array(clockReading),
  /** Deliveries that came, by these clocks, before they were published, and the earliest of all: received − published. */
  beforePublished: z.number().int().nonnegative(),
  earliestUs: z.number().nullable(),
});

export type ClockReading = z.infer<typeof clockReading>;
export type ClockSection = z.infer<typeof clockSchema>;
