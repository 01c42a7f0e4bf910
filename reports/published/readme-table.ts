import type { BenchCase, Run } from '../../harness/results/schema.ts';
import { isValid } from '../../harness/results/validity.ts';
import { distil } from '../distil.ts';
import { orderedCases } from '../drawing/series.ts';
import {
  bytesPerDelivery,
  cpuMultiple,
  endToEndP50,
  endToEndP99,
  httpRequests,
} from '../figures/measures.ts';
import { type Figure, overTrials } from '../figures/over-trials.ts';
import { roundFigure } from '../figures/rounding.ts';
import { COUNT, MILLISECONDS, PLAIN, type Unit } from '../figures/units.ts';
import type { Report } from '../report.ts';

/** The rows of the README's main table, as Markdown, from a run that is kept; numbers are alike in both languages. */
export function readmeRows(run: Run): readonly string[] {
  const report = distil(run);
  return orderedCases(run).map((one) => `| ${[titleOf(run, one), ...cellsOf(report, one)].join(' | ')} |`);
}

function titleOf(run: Run, one: BenchCase): string {
  const title = SHORT[one.transport] ?? run.transports[one.transport]?.title.en ?? one.transport;
  const name = one.http === null ? title : `${title} HTTP/${one.http}`;
  return isValid(one) ? name : `${name} (not valid)`;
}

/** Columns are narrow. */
const SHORT: Readonly<Record<string, string>> = { sse: 'SSE' };

function cellsOf(report: Report, one: BenchCase): string[] {
  const lost = one.trials.reduce((sum, { deliveries }) => sum + deliveries.lost, 0);
  const repeated = one.trials.reduce((sum, { deliveries }) => sum + deliveries.duplicated, 0);
  const tcp = overTrials(one, ({ connections }) => connections.tcpPeak);
  return [
    say(endToEndP50.of(report, one), MILLISECONDS, true),
    say(endToEndP99.of(report, one), MILLISECONDS, true),
    `${lost}, ${repeated}`,
    say(tcp, COUNT, false),
    say(httpRequests.of(report, one), COUNT, false),
    say(bytesPerDelivery.of(report, one), PLAIN, false),
    say(cpuMultiple.of(report, one), PLAIN, true),
  ];
}

function say(figure: Figure | null, unit: Unit, withRange: boolean): string {
  if (figure === null) return '–';
  const { value, range } = roundFigure(figure, unit, 'en');
  return withRange && range !== null ? `${value} (${range})` : value;
}
