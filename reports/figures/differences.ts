import { axesApart } from '../../harness/results/axes.ts';
import type { BenchCase } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';
import { transportTitle } from '../drawing/series.ts';
import type { Report } from '../report.ts';
import { fill, texts } from '../texts.ts';
import { comparisonOf } from './compared.ts';
import { differenceTexts } from './difference-texts.ts';
import { type SaidComparison, sayComparison } from './say-comparison.ts';
import { ofFirstWay, wayName } from './ways.ts';

/** Columns, by metric: the headline metrics. */
export const DIFFERENCE_COLUMNS = {
  'latencyUs.endToEnd.p50': texts.measures.endToEndP50,
  'latencyUs.endToEnd.p99': texts.measures.endToEndP99,
  'server.cpuUsPerDelivery': texts.measures.cpuPerDelivery,
  'server.rssBytesPerSubscriber': texts.measures.memoryPerSubscriber,
  'bytes.perDelivery': texts.measures.bytesPerDelivery,
} as const;

export interface DifferenceGroup {
  readonly heading: string;
  readonly rows: readonly Row[];
}

interface Row {
  readonly heading: string;
  readonly cells: readonly SaidComparison[];
}

/**
 * HTTP/2 against HTTP/1.1 for each transport, then transport against transport for each version, both along the run's
 * first way, then each other way against it: the comparisons in which one thing differs. Empty where no pair has two
 * blocks.
 */
export function differencesOf(report: Report, language: Language): readonly DifferenceGroup[] {
  const paired = new Set(report.pairs.flatMap(({ subject, baseline }) => [subject, baseline]));
  const isPaired = ({ id }: BenchCase): boolean => paired.has(id);
  const cases = ofFirstWay(report).run.cases.filter(isPaired);
  const title = (one: BenchCase): string => transportTitle(report.run, one.transport, language);
  const row = (heading: string, subject: BenchCase, baseline: BenchCase): Row =>
    rowOf(report, heading, subject, baseline, language);
  const versions = cases.flatMap((subject) =>
    cases
      .filter(
        (other) => subject.http === '2' && other.http === '1.1' && other.transport === subject.transport,
      )
      .map((baseline) => row(title(subject), subject, baseline)),
  );
  const transports = [...new Set(cases.map(({ http }) => http))].map((http) => {
    const among = cases.filter((one) => one.http === http);
    return {
      heading: fill(differenceTexts.transports, language, { version: http ?? '–' }),
      rows: among.flatMap((subject, place) =>
        among
          .slice(place + 1)
          .map((baseline) => row(`${title(subject)} ÷ ${title(baseline)}`, subject, baseline)),
      ),
    };
  });
  const all = report.run.cases.filter(isPaired);
  const ways = all.flatMap((subject, place) => {
    const baseline = all.slice(0, place).find((other) => isOneWayApart(subject, other));
    if (baseline === undefined) return [];
    const versus = `${wayName(subject, language)} ÷ ${wayName(baseline, language)}`;
    const over = subject.http === null ? '' : ` HTTP/${subject.http}`;
    return row(`${title(subject)}${over}: ${versus}`, subject, baseline);
  });
  const groups = [
    { heading: differenceTexts.versions[language], rows: versions },
    ...transports,
    { heading: differenceTexts.ways[language], rows: ways },
  ];
  const told = groups.some(({ rows }) =>
    rows.some(({ cells }) => cells.some(({ verdict }) => verdict !== 'unknown')),
  );
  return told ? groups.filter(({ rows }) => rows.length > 0) : [];
}

const isOneWayApart = (a: BenchCase, b: BenchCase): boolean =>
  a.transport === b.transport && a.http === b.http && axesApart(a, b) === 1;

const rowOf = (
  report: Report,
  heading: string,
  subject: BenchCase,
  baseline: BenchCase,
  language: Language,
): Row => ({
  heading,
  cells: Object.keys(DIFFERENCE_COLUMNS).map((metric) =>
    sayComparison(comparisonOf(report, subject.id, baseline.id, metric), language),
  ),
});
