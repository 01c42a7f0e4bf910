import { z } from 'zod';

const share = z.number().nonnegative();

/** What else happened on the machine during the measure phase, as Linux tells it. */
export const machineSchema = z.object({
  cores: z.number().int().positive(),
  /** CPU that the hypervisor gave to others, of all cores' time. */
  stolenShare: share,
  /** CPU of processes that are not the lab's, in cores. */
  othersCores: share,
  /** How long the server's, and the longest-waiting load process's, main thread was ready and had no core, of the phase. */
  serverWaitShare: share.optional(),
  loadWaitShare: share.optional(),
});

/** Limits that the server or the system ran into, from before the first client to the drain's end. */
export const limitsSchema = z.object({
  /** Connections that the server turned away at its own cap. */
  refused: z.number().int().nonnegative(),
  /** Connections that the kernel dropped because an accept queue was full, on the whole machine. */
  acceptQueueOverflows: z.number().int().nonnegative().optional(),
  /** Of the server process at the end of the measure phase. */
  serverOpenFiles: z.number().int().positive().optional(),
  serverOpenFilesLimit: z.number().int().positive().optional(),
});
