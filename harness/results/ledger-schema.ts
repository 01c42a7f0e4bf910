import { z } from 'zod';
import { BYTE_CLASSES, LEDGER_PHASES } from './byte-classes.ts';

const count = z.number().int().nonnegative();
/** `up` is from clients to the server. */
const bothWays = z.object({ up: count, down: count });
export type BothWays = z.infer<typeof bothWays>;

const account = z.record(z.enum(BYTE_CLASSES), bothWays);
export type LedgerAccount = z.infer<typeof account>;

/** Where the bytes of one case went, in a trial of its own beside those that measure latency. */
export const ledgerSchema = z.object({
  /** Of this trial, publishing hosts included: a few are enough, so it may have fewer than the case. */
  subscribers: count,
  connections: count,
  /** Received between the schedule's start and the drain's end, duplicates included. */
  deliveries: count,
  phases: z.record(z.enum(LEDGER_PHASES), account),
  /** What the sockets counted; the sum of all classes and phases is the same to the byte. */
  counted: bothWays,
});
export type Ledger = z.infer<typeof ledgerSchema>;
