import { sayComparison } from '../../reports/figures/say-comparison.ts';
import type { CaseComparison } from '../results/compare-runs.ts';
import type { HEADLINE_METRICS } from '../results/comparison.ts';
import type { Run } from '../results/schema.ts';
import { sweepOf } from '../results/sweep.ts';
import { caseTitle } from './table.ts';
import { newTable } from './table-frame.ts';

const HEADS: Readonly<Record<(typeof HEADLINE_METRICS)[number], string>> = {
  'latencyUs.endToEnd.p50': 'latency p50\nend to end',
  'latencyUs.endToEnd.p99': 'p99',
  'server.cpuUsPerDelivery': 'server CPU\nper delivery',
  'server.rssBytesPerSubscriber': 'memory per\nsubscriber',
  'bytes.perDelivery': 'bytes per\ndelivery',
};

/** Each case as a multiple of the same case of another run, with the interval that the verdict rests on. */
export function comparisonTable(run: Run, compared: readonly CaseComparison[]): string {
  const table = newTable(Object.values(HEADS));
  const sweep = sweepOf(run);
  for (const { id, comparisons } of compared) {
    const benchCase = run.cases.find((one) => one.id === id);
    if (benchCase === undefined) continue;
    const cells = Object.keys(HEADS).map((metric) => {
      const comparison = comparisons.find((one) => one.metric === metric) ?? null;
      const { said, interval } = sayComparison(comparison, 'en');
      return interval === null ? said : `${said}\n${interval}`;
    });
    const at = sweep === null ? '' : ` ${sweep.parameter} ${benchCase.parameters[sweep.parameter]}`;
    table.push([`${caseTitle(run, benchCase)}${at}`, ...cells]);
  }
  return table.toString();
}
