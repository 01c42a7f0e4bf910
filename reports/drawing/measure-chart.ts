import type { BenchCase } from '../../harness/results/schema.ts';
import type { Texts } from '../../lab/texts.ts';
import type { Drawing, Table } from '../chart.ts';
import type { Measure } from '../figures/measures.ts';
import { roundFigure, sayFigure } from '../figures/rounding.ts';
import type { Report } from '../report.ts';
import { texts } from '../texts.ts';
import { type Bar, type BarChartOptions, barChart } from './bar-chart.ts';
import type { Look } from './look.ts';
import { seriesOf } from './series.ts';

export interface MeasureChartOptions {
  readonly measure: Measure;
  readonly axisTitle: Texts;
  skip?(benchCase: BenchCase): boolean;
  readonly mark?: BarChartOptions['mark'];
  /** What the table calls value and whisker; median and range unless told. */
  readonly columns?: readonly [Texts, Texts];
}

/** One bar per case that has the measure. */
export function drawMeasure(report: Report, look: Look, options: MeasureChartOptions): Drawing {
  const { measure } = options;
  const bars = seriesOf(report, look)
    .filter(({ benchCase }) => !options.skip?.(benchCase))
    .flatMap((series) => {
      const figure = measure.of(report, series.benchCase);
      return figure === null ? [] : [{ series, figure }];
    });
  if (bars.length === 0) return { reason: texts.charts.noData };
  return {
    config: barChart({
      look,
      bars,
      unit: measure.unit,
      axisTitle: options.axisTitle[look.language],
      ...(options.mark && { mark: options.mark }),
    }),
    legend: [],
    rows: bars.length,
    table: tableOf(bars, options, look),
    exact: {
      columns: ['case', 'value', 'lowest', 'highest', 'trials'],
      rows: bars.map(({ series, figure: { value, min, max, trials } }) => [
        series.name,
        value,
        min,
        max,
        trials,
      ]),
    },
  };
}

function tableOf(
  bars: readonly Bar[],
  { measure: { unit }, columns = [texts.charts.median, texts.charts.range] }: MeasureChartOptions,
  look: Look,
): Table {
  const { language } = look;
  return {
    columns: [texts.charts.case, ...columns].map((text) => text[language]),
    rows: bars.map(({ series, figure }) => ({
      heading: series.name,
      cells: [sayFigure(figure, unit, language), roundFigure(figure, unit, language).range ?? '–'],
    })),
  };
}
