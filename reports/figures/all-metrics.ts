import { isSupported } from '../../harness/results/percentiles.ts';
import type { Metric, Run } from '../../harness/results/schema.ts';
import type { Table } from '../chart.ts';
import type { Language } from '../drawing/look.ts';
import { caseTitle, orderedCases } from '../drawing/series.ts';
import { texts } from '../texts.ts';
import { sayFigure } from './rounding.ts';
import { BYTES, COUNT, MICROSECONDS, PLAIN, type Unit } from './units.ts';

export const METRIC_UNITS: Readonly<Record<Metric['unit'], Unit>> = {
  us: MICROSECONDS,
  bytes: BYTES,
  count: COUNT,
  ratio: PLAIN,
  boolean: COUNT,
};

/** Every metric that the run's meters declare, so that a new meter is seen without a change here. */
export function allMetrics(run: Run, language: Language): Table {
  const cases = orderedCases(run);
  return {
    columns: [texts.summary.metric[language], ...cases.map((one) => caseTitle(run, one, language))],
    rows: run.metrics.map(({ path, title, unit }) => ({
      heading: title[language],
      cells: cases.map(({ summary, trials }) => {
        const range = summary[path];
        if (range === undefined || !trials.every((trial) => isSupported(trial, path))) return '–';
        const figure = { value: range.median, min: range.min, max: range.max, trials: trials.length };
        return sayFigure(figure, METRIC_UNITS[unit], language, true);
      }),
    })),
  };
}
