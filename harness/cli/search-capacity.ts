import type { CapacityRequest } from '../capacity/case-search.ts';
import { type CapacityOptions, findCapacity } from '../capacity/find-capacity.ts';
import { LiveFile } from '../live/live-file.ts';
import type { Run } from '../results/schema.ts';
import { CapacityProgress } from './capacity-progress.ts';

/** Says how long it will take at most, searches, and shows each probe. */
export async function searchCapacity(options: Omit<CapacityOptions, 'onProbe'>): Promise<Run> {
  const { capacity, plan } = options;
  process.stderr.write(`${sayLimit(plan.cases.length, capacity)}\n`);
  const progress = new CapacityProgress(capacity.by);
  const live = new LiveFile(options);
  return findCapacity({
    ...options,
    onProbe: (probe) => {
      progress.show(probe);
      live.show({ ...probe, of: null, probe: { load: probe.load, by: capacity.by } });
    },
  }).finally(() => {
    progress.stop();
    return live.end();
  });
}

function sayLimit(searches: number, { slo, searchTimeMs }: CapacityRequest): string {
  const minutes = (searches * searchTimeMs) / 60_000;
  const atMost = minutes < 1 ? `${Math.ceil(minutes * 60)} seconds` : `${Math.ceil(minutes * 2) / 2} minutes`;
  const what = searches === 1 ? 'One search' : `${searches} searches, one after the other,`;
  return `${what} for the largest load that keeps ${slo.text}: at most ${atMost} (--search-time ${searchTimeMs / 1e3}s each).`;
}
