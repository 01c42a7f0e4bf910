import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import { supports } from '../harness/results/percentiles.ts';
import type { Reconnection } from '../harness/results/reconnection-schema.ts';
import type { BenchCase, Latency, Run, Slice } from '../harness/results/schema.ts';
import { pairsOf } from './pairs.ts';
import type { Curve, Report } from './report.ts';

/**
 * Merges the histograms of each case over its trials and keeps the percentiles that can be shown.
 * This happens in Node and not in the page: hdr-histogram-js looks for zlib with `eval`, which a
 * strict Content-Security-Policy forbids, and a curve is fifty times smaller than its histograms.
 * Cases are compared here, too: Student's t would be a third of the page's script.
 */
export const distil = (run: Run): Report => ({
  run: lean(run),
  curves: Object.fromEntries(
    run.cases.map((one) => [
      one.id,
      { endToEnd: curveOf(one, 'endToEnd'), delivery: curveOf(one, 'delivery') },
    ]),
  ),
  pairs: pairsOf(run),
});

/** Steps per factor of ten in 1/(1 − p); fine enough for a smooth curve on a projector. */
const STEPS = 20;
/** Shown in tables too, so they must be in every curve exactly. */
const NAMED = [0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999];

function curveOf(benchCase: BenchCase, kind: 'endToEnd' | 'delivery'): Curve | null {
  const encoded = benchCase.trials.flatMap((trial) => trial.latencyUs[kind].histogram ?? []);
  const [first, ...others] = encoded.map((histogram) => decodeFromCompressedBase64(histogram, 64));
  if (first === undefined) return null;
  // A decoded histogram holds no more than its own largest value; that of another trial may be larger.
  first.autoResize = true;
  for (const other of others) first.add(other);
  const count = first.totalCount;
  if (count === 0) return null;
  const percentiles = gridUpTo(count).filter((p) => supports(count, p));
  return { count, points: percentiles.map((p) => ({ p, us: first.getValueAtPercentile(p * 100) })) };
}

function gridUpTo(count: number): number[] {
  const grid = Array.from({ length: Math.ceil(Math.log10(count) * STEPS) }, (_, i) => 1 - 10 ** (-i / STEPS));
  const rounded = grid.map((p) => Number(p.toFixed(7)));
  return [...new Set([...rounded, ...NAMED])].sort((a, b) => a - b);
}

/** Without what is not drawn: histograms, and a fault's slices after the schedule's end, which are mostly empty. */
function lean(run: Run): Run {
  const bare = ({ histogram: _, ...rest }: Latency): Latency => rest;
  return {
    ...run,
    cases: run.cases.map((one) => ({
      ...one,
      trials: one.trials.map((trial) => {
        const { delivery, endToEnd, request } = trial.latencyUs;
        const latencyUs = { delivery: bare(delivery), endToEnd: bare(endToEnd) };
        return {
          ...trial,
          ...(trial.reconnection && { reconnection: withinSchedule(trial.reconnection, trial.timeline) }),
          latencyUs: request === undefined ? latencyUs : { ...latencyUs, request: bare(request) },
        };
      }),
    })),
  };
}

function withinSchedule(reconnection: Reconnection, timeline: readonly Slice[]): Reconnection {
  const last = timeline.at(-1);
  const endUs = last === undefined ? 0 : last.atUs + last.widthUs;
  return {
    ...reconnection,
    slices: reconnection.slices.filter(({ atUs, widthUs }) => atUs + widthUs <= endUs),
  };
}
