import type { Metric, Run } from '../../harness/results/schema.ts';
import { isReference, type Report } from '../report.ts';
import { type ComparedRun, casesOf, keyOf, type RunCase } from './compared-run.ts';

/**
 * Cases of several runs as one report, so that whatever draws one run draws several. Ids are
 * made unique by run, each case carries its origin, and what belongs to a whole run (seed, environment,
 * warnings) is the first run's: it must not be told from here. Raw sockets that are not among the
 * cases come along, because costs are multiples of their own run's.
 */
export function mergeReports(runs: readonly ComparedRun[], cases: readonly RunCase[]): Report {
  const [first] = runs;
  if (first === undefined) throw new Error('No runs to merge.');
  const all = runs.map(({ report }) => report.run);
  const run: Run = {
    ...first.report.run,
    id: all.map(({ id }) => id).join(' · '),
    complete: all.every(({ complete }) => complete),
    scenarios: firstOfEach(all.map(({ scenarios }) => scenarios)),
    faults: firstOfEach(all.map(({ faults }) => faults ?? {})),
    transports: firstOfEach(all.map(({ transports }) => transports)),
    metrics: metricsOf(all),
    cases: cases.map(({ key, benchCase }) => ({ ...benchCase, id: key })),
    unavailable: [],
    warnings: [],
  };
  delete run.capacity;
  const shown = new Set(cases.map(({ key }) => key));
  return {
    run,
    references: casesOf(runs)
      .filter(({ key, of, benchCase }) => !shown.has(key) && isReference(of.report.run, benchCase))
      .map(({ key, benchCase }) => ({ ...benchCase, id: key })),
    curves: Object.fromEntries(
      cases.flatMap(({ key, of, benchCase }) => {
        const curves = of.report.curves[benchCase.id];
        return curves === undefined ? [] : [[key, curves]];
      }),
    ),
    pairs: runs.flatMap(({ report }) =>
      report.pairs.map((pair) => ({
        ...pair,
        subject: keyOf(report.run, { id: pair.subject }),
        baseline: keyOf(report.run, { id: pair.baseline }),
      })),
    ),
  };
}

/** Every metric that some run declares, once. */
export const metricsOf = (runs: readonly Pick<Run, 'metrics'>[]): Metric[] => [
  ...new Map(
    [...runs]
      .reverse()
      .flatMap(({ metrics }) => metrics)
      .map((metric) => [metric.path, metric]),
  ).values(),
];

/** What two runs call by one id is the first run's: a transport has one colour and one name on a page. */
const firstOfEach = <Value>(records: readonly Readonly<Record<string, Value>>[]): Record<string, Value> =>
  Object.assign({}, ...[...records].reverse());
