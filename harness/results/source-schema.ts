import { z } from 'zod';

/** How late events were published against their schedule. */
export const sourceSchema = z.object({
  /** As the server stamped them; of what tabs publish, the way to the server is in it. */
  lagP50Us: z.number().optional(),
  lagP99Us: z.number(),
  lagMaxUs: z.number(),
  /** Events of the measure phase that anybody received. */
  published: z.number().int().nonnegative(),
  /** How late those who publish over the wire, the harness or its tabs, sent them: no server is in it. */
  sentLateP50Us: z.number().optional(),
  sentLateP99Us: z.number().optional(),
});
