import type { BenchCase } from '../../harness/results/schema.ts';
import { isValid } from '../../harness/results/validity.ts';
import type { Verdict } from '../../harness/results/verdicts.ts';
import { sameRun } from '../compare/origin.ts';
import { orderedCases } from '../drawing/series.ts';
import { isReference, type Report } from '../report.ts';
import { comparisonOf } from './compared.ts';
import {
  bytesPerDelivery,
  cpuPerDelivery,
  endToEndP50,
  endToEndP99,
  httpRequests,
  type Measure,
  memoryPerSubscriber,
} from './measures.ts';
import type { Figure } from './over-trials.ts';

/** A column of the heat table: what is shown, and the metric whose verdicts say who is best. */
export interface HeatColumn {
  readonly measure: Measure;
  readonly metric: string;
}

export const HEAT_COLUMNS: readonly HeatColumn[] = [
  { measure: endToEndP50, metric: 'latencyUs.endToEnd.p50' },
  { measure: endToEndP99, metric: 'latencyUs.endToEnd.p99' },
  { measure: cpuPerDelivery, metric: 'server.cpuUsPerDelivery' },
  { measure: memoryPerSubscriber, metric: 'server.rssBytesPerSubscriber' },
  { measure: bytesPerDelivery, metric: 'bytes.perDelivery' },
  { measure: httpRequests, metric: 'connections.httpRequests' },
];

/** How much darker a cell is than the lightest of its column. */
const HEAT_LEVELS = 5;

export interface HeatCell {
  readonly figure: Figure | null;
  /** 0 (least) … HEAT_LEVELS − 1; null for what does not compete. */
  readonly level: number | null;
  /** No case of its run is told to be lower, and some are told to be higher. */
  readonly best: boolean;
}

export interface HeatRow {
  readonly benchCase: BenchCase;
  readonly cells: readonly HeatCell[];
}

/** Every case by what matters most. Equal steps of the shade are equal factors. */
export function heatRows(report: Report): readonly HeatRow[] {
  const { run } = report;
  const cases = orderedCases(run).filter(({ trials }) => trials.length > 0);
  const competes = (one: BenchCase): boolean => isValid(one) && !isReference(run, one);
  const columns = HEAT_COLUMNS.map(({ measure, metric }) => {
    const figures = new Map(cases.map((one) => [one, measure.of(report, one)]));
    const values = cases.filter(competes).flatMap((one) => figures.get(one)?.value ?? []);
    return { metric, figures, level: scaleOf(values) };
  });
  return cases.map((benchCase) => ({
    benchCase,
    cells: columns.map(({ metric, figures, level }) => {
      const figure = figures.get(benchCase) ?? null;
      const inRace = figure !== null && competes(benchCase);
      return {
        figure,
        level: inRace ? level(figure.value) : null,
        best: inRace && isBest(report, benchCase, cases, metric),
      };
    }),
  }));
}

/** A column that spans less than this is all of one shade: a shade must not make much of little. */
const WORTH_A_SHADE = 1.1;

function scaleOf(values: readonly number[]): (value: number) => number {
  const positive = values.filter((value) => value > 0);
  const [low, high] = [Math.min(...positive), Math.max(...positive)];
  if (positive.length === 0 || high / low < WORTH_A_SHADE) return () => 0;
  return (value) => {
    if (value <= low) return 0;
    const share = Math.log(value / low) / Math.log(high / low);
    return Math.min(HEAT_LEVELS - 1, Math.floor(share * HEAT_LEVELS));
  };
}

function isBest(report: Report, one: BenchCase, cases: readonly BenchCase[], metric: string): boolean {
  const verdicts = cases
    .filter((other) => other !== one && sameRun(one, other))
    .map((other): Verdict => comparisonOf(report, one.id, other.id, metric)?.verdict ?? 'unknown');
  return verdicts.includes('lower') && !verdicts.includes('higher');
}
