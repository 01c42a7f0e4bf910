import { z } from 'zod';
import { textsShape } from '../../lab/texts.ts';

const finishedAt = z.iso.datetime();
const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);
const legUs = z.object({ p50: z.number(), p99: z.number() });

/** One defect that was planted, and what the lab said of it. */
const findingSchema = z.object({
  id: z.string(),
  title: textsShape,
  expected: z.string(),
  found: z.string(),
  caught: z.boolean(),
});

/** Of pairs of five blocks, drawn from many trials of one case: see docs/METHODOLOGY.md. */
const aaSchema = z.object({
  finishedAt,
  /** Real trials of the undisturbed case, and as many of the dearer one. */
  trials: count,
  pairs: count,
  /** Share of the pairs of the same server in which any headline metric was called different. */
  falseAlarms: share,
  /** Share of the pairs with the dearer server in which CPU per delivery was called higher. */
  found: share,
  plantedShare: z.number(),
  /** Whether both shares are within their bounds. */
  holds: z.boolean(),
});

/** The lab's delivery latency against packet times. */
const residenceSchema = z.object({
  finishedAt,
  /** How far the packets' clock, mapped to the lab's, may be off. */
  clockErrorUs: z.number(),
  cases: z.array(
    z.object({
      transport: z.string(),
      deliveries: count,
      /** Read by a socket, and in no packet: none, or the pairing is wrong. */
      withoutPacket: count,
      /** Legs that took less than no time, past the clocks' error. */
      negativeLegs: count,
      publishToPacketUs: legUs,
      /** The generator's own residence: what the lab's latency holds that no wire is to blame for. */
      packetToReceiveUs: legUs,
      /** Percentiles of the two legs' sums, delivery by delivery. */
      sumUs: legUs,
      /** What the lab says. */
      deliveryUs: legUs,
      holds: z.boolean(),
    }),
  ),
});

/** What `npm run selftest` found, and with what: each of its three parts may have been run or not. */
export const selfTestSchema = z.object({
  environment: z.object({
    lab: z.string(),
    node: z.string(),
    os: z.string(),
    cpu: z.string(),
    cores: count,
    memoryBytes: count,
  }),
  defects: z.object({ finishedAt, findings: z.array(findingSchema) }).optional(),
  aa: aaSchema.optional(),
  residence: residenceSchema.optional(),
});

export type SelfTest = z.infer<typeof selfTestSchema>;
