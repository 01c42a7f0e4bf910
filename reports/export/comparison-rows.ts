import { type Comparison, HEADLINE_METRICS } from '../../harness/results/comparison.ts';
import { isSupported } from '../../harness/results/percentiles.ts';
import type { Metric } from '../../harness/results/schema.ts';
import type { Verdict } from '../../harness/results/verdicts.ts';
import { type ComparedCase, comparePair } from '../compare/compare-cases.ts';
import { metricsOf } from '../compare/merge.ts';

/** One figure of one case, and how it compares: a line of a file that programs read. Values are as in run.json. */
export interface ComparisonRow {
  readonly run: string;
  readonly case: string;
  readonly scenario: string;
  readonly transport: string;
  readonly http: string | null;
  readonly fault: string | null;
  readonly tls: boolean;
  readonly metric: string;
  readonly unit: string;
  readonly trials: number;
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly baselineRun: string | null;
  readonly baselineCase: string | null;
  readonly ratio: number | null;
  readonly ratioLow: number | null;
  readonly ratioHigh: number | null;
  readonly confidence: number | null;
  /** Null of the baseline itself, and where the comparison means nothing, for the reasons beside it. */
  readonly verdict: Verdict | null;
  readonly meaningless: readonly string[];
  /** Which figures were judged together: `headline` or `other`. */
  readonly family: 'headline' | 'other';
}

const HEADLINE: readonly string[] = HEADLINE_METRICS;

/** Every metric of every case. */
export function comparisonRows(compared: readonly ComparedCase[]): readonly ComparisonRow[] {
  const metrics = metricsOf(compared.map(({ subject }) => subject.of.report.run));
  const others = metrics.filter(({ path }) => !HEADLINE.includes(path));
  return compared.flatMap((one) => {
    const rest = one.isBaseline
      ? []
      : comparePair(
          one,
          others.map(({ path }) => path),
        );
    const known = new Map(
      [...(one.isBaseline ? [] : one.comparisons), ...rest].map((made) => [made.metric, made]),
    );
    return metrics.flatMap((metric) => rowOf(one, metric, known.get(metric.path) ?? null));
  });
}

function rowOf(one: ComparedCase, { path, unit }: Metric, made: Comparison | null): ComparisonRow[] {
  const { subject, baseline, isBaseline, reasons } = one;
  const { benchCase, of } = subject;
  const range = benchCase.summary[path];
  if (range === undefined || !benchCase.trials.every((trial) => isSupported(trial, path))) return [];
  const counts = !isBaseline && reasons.length === 0;
  return [
    {
      run: of.report.run.id,
      case: benchCase.id,
      scenario: benchCase.scenario,
      transport: benchCase.transport,
      http: benchCase.http,
      fault: benchCase.fault?.id ?? null,
      tls: benchCase.tls,
      metric: path,
      unit,
      trials: benchCase.trials.length,
      median: range.median,
      lowest: range.min,
      highest: range.max,
      baselineRun: baseline?.of.report.run.id ?? null,
      baselineCase: baseline?.benchCase.id ?? null,
      ratio: made?.ratio ?? null,
      ratioLow: counts ? (made?.low ?? null) : null,
      ratioHigh: counts ? (made?.high ?? null) : null,
      confidence: counts ? (made?.confidence ?? null) : null,
      verdict: counts ? (made?.verdict ?? 'unknown') : null,
      meaningless: reasons.map(({ kind }) => kind),
      family: HEADLINE.includes(path) ? 'headline' : 'other',
    },
  ];
}
