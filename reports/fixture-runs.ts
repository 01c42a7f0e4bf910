import type { Run } from '../harness/results/schema.ts';
import { fixtureRun } from './fixture-run.ts';

/**
 * Three runs as somebody has them who changed something: A; B after it, in which Server-Sent Events cost more CPU;
 * C, on another machine, where everything does.
 */
export function fixtureRuns({ trials = 5 }: { readonly trials?: number } = {}): readonly [Run, Run, Run] {
  return [
    fixtureRun({ trials }),
    fixtureRun({
      trials,
      noise: 7,
      change(run) {
        run.id = '2026-11-22T10-40-01-live-feed-7f3a';
        run.startedAt = '2026-11-22T10:40:01.000Z';
        run.environment.packages.express = '5.3.1';
        dearer(run, 1.5, ({ transport }) => transport === 'sse');
      },
    }),
    fixtureRun({
      trials,
      noise: 11,
      change(run) {
        run.id = '2026-11-23T08-02-30-live-feed-7f3a';
        run.startedAt = '2026-11-23T08:02:30.000Z';
        run.environment.cpu = 'Ampere Altra';
        run.environment.cores = 4;
        dearer(run, 1.35, () => true);
      },
    }),
  ];
}

/** Every delivery of these cases takes that much more of the server's CPU. */
export function dearer(run: Run, factor: number, which: (one: Run['cases'][number]) => boolean): void {
  for (const { trials, summary } of run.cases.filter(which)) {
    for (const { server, timeline } of trials) {
      server.cpuUs *= factor;
      if (server.cpuUsPerDelivery !== null) server.cpuUsPerDelivery *= factor;
      for (const slice of timeline) slice.serverCpuUs *= factor;
    }
    const range = summary['server.cpuUsPerDelivery'];
    if (range) Object.assign(range, scaled(range, factor));
  }
}

const scaled = ({ median, min, max }: Run['cases'][number]['summary'][string], factor: number) => ({
  median: median * factor,
  min: min * factor,
  max: max * factor,
});
