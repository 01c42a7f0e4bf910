import type { CapacityCase, CapacityProbe, ProbeFigures } from '../harness/results/capacity-schema.ts';
import type { Run } from '../harness/results/schema.ts';
import { type FixtureOptions, fixtureRun } from './fixture-run.ts';

const said = (what: string) => ({ en: what, ko: what });

/** A search for capacity as `--find-capacity` would write it: one answer of each kind. */
export function fixtureCapacity({ change }: Pick<FixtureOptions, 'change'> = {}): Run {
  const run = fixtureRun();
  run.cases = [];
  run.capacity = {
    by: 'clients',
    slo: 'p99<250ms,lost=0',
    resolution: 0.05,
    searchTimeUs: 140e6,
    parameters: { rate: 10, payloadBytes: 200, tabsPerBrowser: 4 },
    cases: [
      found('sse', '1.1', 4_201, 4_411, 'generator'),
      found('sse', '2', 5_080, 5_334, 'server-cpu'),
      found('polling', '1.1', null, 10, 'poll-interval'),
      { ...found('websocket', '1.1', 2_000, null, null), confirmed: false },
    ],
  };
  change?.(run);
  return run;
}

function found(
  transport: string,
  http: '1.1' | '2',
  answer: number | null,
  next: number | null,
  stoppedBy: CapacityCase['stoppedBy'],
): CapacityCase {
  return {
    transport,
    http,
    tls: true,
    answer,
    next,
    atLeast: answer !== null && (stoppedBy === null || stoppedBy === 'generator'),
    confirmed: true,
    stoppedBy,
    seen: stoppedBy === null ? null : said('what was seen'),
    probes: [
      ...(answer === null ? [] : [probe(answer, true), probe(answer, true)]),
      ...(next === null ? [] : [probe(next, false), probe(next, false)]),
    ],
  };
}

const probe = (load: number, kept: boolean): CapacityProbe => ({
  load,
  phase: 'confirm',
  kept,
  broken: kept ? [] : ['p99<250ms'],
  tookUs: 11e6,
  failure: null,
  figures: FIGURES,
});

const FIGURES: ProbeFigures = {
  latencyUs: { p50: 60_000, p90: 140_000, p99: 238_000, p999: 260_000, max: 271_000 },
  expected: 160_000,
  lost: 0,
  duplicated: 0,
  reordered: 0,
  starved: 0,
  slowConsumers: 0,
  events: 40,
  serverCpuShare: 0.71,
  serverRssBytes: 180e6,
  generatorCpuShare: 0.83,
};
