import { HEADLINE_METRICS } from '../../../harness/results/comparison.ts';
import { isSupported } from '../../../harness/results/percentiles.ts';
import type { Metric } from '../../../harness/results/schema.ts';
import { type ComparedCase, comparePair } from '../../compare/compare-cases.ts';
import { metricsOf } from '../../compare/merge.ts';
import type { Language } from '../../drawing/look.ts';
import { caseTitle } from '../../drawing/series.ts';
import { METRIC_UNITS } from '../../figures/all-metrics.ts';
import { sayFigure } from '../../figures/rounding.ts';
import { texts } from '../../texts.ts';
import { el } from '../dom.ts';
import { scrollingTable } from '../table.ts';
import { ratioCell } from './ratio-cell.ts';

const words = texts.compare.every;

/** Every metric that the meters declare, of the cases that charts draw; worked out when the reader asks for it. */
export function everyMetric(compared: readonly ComparedCase[], language: Language): HTMLElement | null {
  const runs = [...new Set(compared.map(({ subject }) => subject.of.report.run))];
  const metrics = metricsOf(runs).filter(
    ({ path }) => !(HEADLINE_METRICS as readonly string[]).includes(path),
  );
  if (metrics.length === 0 || compared.length === 0) return null;
  const details = el(
    'details',
    { id: 'every-metric', class: 'ratios differences' },
    el('summary', {}, words.heading[language]),
  );
  details.addEventListener('toggle', () => {
    if (!details.open || details.querySelector('table') !== null) return;
    details.append(
      el('p', { class: 'reading' }, words.reading[language]),
      tableOf(compared, metrics, language),
    );
  });
  return details;
}

function tableOf(
  compared: readonly ComparedCase[],
  metrics: readonly Metric[],
  language: Language,
): HTMLElement {
  const columns = compared.map((one) => ({
    one,
    comparisons: one.isBaseline
      ? []
      : comparePair(
          one,
          metrics.map(({ path }) => path),
        ),
  }));
  return scrollingTable(
    words.heading[language],
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, texts.summary.metric[language]),
        ...compared.map(({ subject }) =>
          el('th', { scope: 'col' }, caseTitle(subject.of.report.run, subject.benchCase, language)),
        ),
      ),
    ),
    el(
      'tbody',
      {},
      ...metrics.map((metric, place) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, metric.title[language]),
          ...columns.map(({ one, comparisons }) => {
            const said = sayMedian(one, metric, language);
            if (one.isBaseline) return el('td', {}, said);
            const { better } = metric;
            return ratioCell(comparisons[place] ?? null, { said, better, reasons: one.reasons, language });
          }),
        ),
      ),
    ),
  );
}

function sayMedian({ subject }: ComparedCase, { path, unit }: Metric, language: Language): string {
  const { summary, trials } = subject.benchCase;
  const range = summary[path];
  if (range === undefined || !trials.every((trial) => isSupported(trial, path))) return '–';
  const figure = { value: range.median, min: range.min, max: range.max, trials: trials.length };
  return sayFigure(figure, METRIC_UNITS[unit], language);
}
