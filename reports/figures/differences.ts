import type { Comparison } from '../../harness/results/comparison.ts';
import type { BenchCase } from '../../harness/results/schema.ts';
import type { Verdict } from '../../harness/results/verdicts.ts';
import type { Language } from '../drawing/look.ts';
import { transportTitle } from '../drawing/series.ts';
import type { Report } from '../report.ts';
import { fill, texts } from '../texts.ts';
import { comparisonOf } from './compared.ts';
import { differenceTexts } from './difference-texts.ts';

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
  readonly rows: readonly { readonly heading: string; readonly cells: readonly DifferenceCell[] }[];
}

export interface DifferenceCell {
  readonly verdict: Verdict;
  /** Such as "↓ 0.68×". */
  readonly said: string;
  /** Such as "0.61–0.75"; null where nothing is known. */
  readonly interval: string | null;
}

/**
 * HTTP/2 against HTTP/1.1 for each transport, then transport against transport for each version: the two
 * comparisons in which one thing differs. Empty where no pair has two blocks.
 */
export function differencesOf(report: Report, language: Language): readonly DifferenceGroup[] {
  const paired = new Set(report.pairs.flatMap(({ subject, baseline }) => [subject, baseline]));
  const cases = report.run.cases.filter(({ id }) => paired.has(id));
  const title = (one: BenchCase): string => transportTitle(report.run, one.transport, language);
  const versions = cases.flatMap((subject) =>
    cases
      .filter(
        (other) => subject.http === '2' && other.http === '1.1' && other.transport === subject.transport,
      )
      .map((baseline) => rowOf(report, title(subject), subject, baseline, language)),
  );
  const transports = [...new Set(cases.map(({ http }) => http))].map((http) => {
    const among = cases.filter((one) => one.http === http);
    return {
      heading: fill(differenceTexts.transports, language, { version: http ?? '–' }),
      rows: among.flatMap((subject, place) =>
        among
          .slice(place + 1)
          .map((baseline) =>
            rowOf(report, `${title(subject)} ÷ ${title(baseline)}`, subject, baseline, language),
          ),
      ),
    };
  });
  const groups = [{ heading: differenceTexts.versions[language], rows: versions }, ...transports];
  const told = groups.some(({ rows }) =>
    rows.some(({ cells }) => cells.some(({ verdict }) => verdict !== 'unknown')),
  );
  return told ? groups.filter(({ rows }) => rows.length > 0) : [];
}

const rowOf = (
  report: Report,
  heading: string,
  subject: BenchCase,
  baseline: BenchCase,
  language: Language,
): DifferenceGroup['rows'][number] => ({
  heading,
  cells: Object.keys(DIFFERENCE_COLUMNS).map((metric) =>
    cellOf(comparisonOf(report, subject.id, baseline.id, metric), language),
  ),
});

const ARROW = { lower: '↓', higher: '↑', indistinguishable: '≈' } as const;

function cellOf(comparison: Comparison | null, language: Language): DifferenceCell {
  const { verdict, ratio, low, high } = comparison ?? {
    verdict: 'unknown',
    ratio: null,
    low: null,
    high: null,
  };
  if (verdict === 'unknown' || ratio === null || low === null || high === null) {
    return { verdict: 'unknown', said: '–', interval: null };
  }
  const interval = `${sayRatio(low, language)}–${sayRatio(high, language)}`;
  // What cannot be told apart has no figure to be quoted.
  const said =
    verdict === 'indistinguishable' ? ARROW[verdict] : `${ARROW[verdict]} ${sayRatio(ratio, language)}×`;
  return { verdict, said, interval };
}

/** Past this a ratio says no more than that. */
const BEYOND = 1_000;

/** Two decimals around 1, where they matter; two digits of what is small, none after the point of what is large. */
function sayRatio(ratio: number, language: Language): string {
  if (ratio > BEYOND) return `>${BEYOND.toLocaleString(language)}`;
  if (ratio < 1 / BEYOND) return `<${(1 / BEYOND).toLocaleString(language)}`;
  const decimals = ratio >= 100 ? 0 : ratio >= 10 ? 1 : ratio >= 0.1 ? 2 : 3;
  return ratio.toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
