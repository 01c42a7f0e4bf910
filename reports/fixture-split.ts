import type { LatencySplit } from '../harness/results/latency-split-schema.ts';
import type { Sketch } from './fixture-sketches.ts';

/** Where the waits of a sketch come from: half of a spread is waited for a poll, the rest is shared out. */
export function fixtureSplit({ waitMs, spreadMs = 0 }: Sketch, deliveries: number): LatencySplit {
  const shareOf = (count: number, poll: number, rest: number) => ({
    deliveries: count,
    meanUs: poll + rest,
    partsUs: { source: rest * 0.2, poll, server: rest * 0.5, wire: rest * 0.3, unsplit: 0, replay: 0 },
  });
  const slowest = shareOf(Math.floor(deliveries / 100), spreadMs * 990, waitMs * 3_000);
  return {
    all: shareOf(deliveries, spreadMs * 500, waitMs * 1_000),
    slowest: { ...slowest, fromUs: slowest.meanUs * 0.9 },
  };
}
