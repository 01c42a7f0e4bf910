import type { Plugin } from 'chart.js';
import type { BenchCase } from '../../harness/results/schema.ts';
import { atPoint, type Sweep, sweepOf } from '../../harness/results/sweep.ts';
import { isValid } from '../../harness/results/validity.ts';
import type { Texts } from '../../lab/texts.ts';
import type { Drawing, Table } from '../chart.ts';
import { sameRun } from '../compare/origin.ts';
import type { Measure } from '../figures/measures.ts';
import type { Figure } from '../figures/over-trials.ts';
import { sayFigure } from '../figures/rounding.ts';
import type { Report } from '../report.ts';
import { texts } from '../texts.ts';
import { lineChart } from './line-chart.ts';
import type { Look } from './look.ts';
import { type Series, seriesOf } from './series.ts';

export interface SweepChartOptions {
  readonly measure: Measure;
  readonly axisTitle: Texts;
  readonly scale: 'logarithmic' | 'linear';
  skip?(benchCase: BenchCase): boolean;
}

/** One transport over one HTTP version through all values of the sweep. */
interface Curve {
  readonly series: Series;
  /** By value of the sweep: null where the measure or the whole case is missing. */
  readonly points: readonly (Point | null)[];
}

interface Point {
  readonly figure: Figure;
  readonly valid: boolean;
}

/** Values of a sweep grow by factors: equal steps for equal factors. */
const position = (value: number): number => Math.log10(value);
/** Room beside the first and the last value, as a share of the axis. */
const MARGIN = 0.03;

/** A measure against the number of clients or the rate, one line per transport and HTTP version. */
export function drawSweep(report: Report, look: Look, options: SweepChartOptions): Drawing {
  const sweep = sweepOf({ cases: report.run.cases.filter((one) => isOfSweep(report, one)) });
  if (sweep === null) return { reason: texts.sweep.none };
  const curves = curvesOf(report, look, sweep, options);
  if (curves.length === 0) return { reason: texts.charts.noData };
  const { measure } = options;
  const from = position(sweep.values[0] ?? 1);
  const to = position(sweep.values.at(-1) ?? 1);
  const margin = (to - from) * MARGIN;
  const say = (value: number): string => {
    const raw = value * measure.unit.divisor;
    return sayFigure({ value: raw, min: raw, max: raw, trials: 1 }, measure.unit, look.language);
  };
  return {
    config: lineChart({
      look,
      lines: curves.map(({ series, points }) => ({
        series,
        points: points.map((point, index) => ({
          x: position(sweep.values[index] ?? 1),
          y: point === null ? null : point.figure.value / measure.unit.divisor,
        })),
      })),
      x: {
        title: texts.sweep.axis[sweep.parameter][look.language],
        min: from - margin,
        max: to + margin,
        ticks: sweep.values.map((value) => ({ value: position(value), label: number(value, look) })),
        say: (x) => pointName(sweep, Number((10 ** x).toPrecision(6)), look),
      },
      y: {
        title: options.axisTitle[look.language],
        scale: options.scale,
        include: curves
          .flatMap(({ points }) =>
            points.flatMap((point) => (point ? [point.figure.min, point.figure.max] : [])),
          )
          .map((value) => value / measure.unit.divisor),
        say,
      },
      everyPoint: true,
      plugins: [whiskers(curves, sweep, options, look)],
    }),
    legend: curves.map(({ series }) => series),
    table: tableOf(curves, sweep, measure, look),
    exact: {
      columns: ['case', sweep.parameter, 'value', 'lowest', 'highest', 'trials'],
      rows: curves.flatMap(({ series, points }) =>
        points.flatMap((point, at) => {
          if (point === null) return [];
          const { value, min, max, trials } = point.figure;
          return [[series.name, sweep.values[at] ?? null, value, min, max, trials]];
        }),
      ),
    },
  };
}

/** Several runs of one load each are no sweep, though their loads may differ. */
const isOfSweep = ({ run }: Report, one: BenchCase): boolean =>
  sweepOf({ cases: run.cases.filter((other) => sameRun(other, one)) }) !== null;

/** Such as "400 clients" or "20 events/s". */
export const pointName = (
  { parameter }: Sweep,
  value: number,
  { language }: Pick<Look, 'language'>,
): string => texts.sweep.point[parameter][language].replace('{n}', value.toLocaleString(language));

const number = (value: number, look: Look): string => value.toLocaleString(look.language);

function curvesOf(report: Report, look: Look, sweep: Sweep, { measure, skip }: SweepChartOptions): Curve[] {
  const drawn = sweep.values.map((value) => {
    const point = { ...report, run: atPoint(report.run, sweep, value) };
    const series = seriesOf(point, look).filter(
      ({ benchCase }) => isOfSweep(report, benchCase) && !skip?.(benchCase),
    );
    return { point, series };
  });
  const column = ({ benchCase, letter }: Series): string =>
    `${benchCase.transport} ${benchCase.http} ${letter}`;
  const all = Map.groupBy(
    drawn.flatMap(({ series }) => series),
    column,
  );
  return [...all].flatMap(([name, own]) => {
    // Where some of its points are valid, a line keeps its colour and only the others fade.
    const series = own.find(({ benchCase }) => isValid(benchCase)) ?? own[0];
    const points = drawn.map(({ point, series: here }) => {
      const benchCase = here.find((one) => column(one) === name)?.benchCase;
      const figure = benchCase === undefined ? null : measure.of(point, benchCase);
      return benchCase === undefined || figure === null ? null : { figure, valid: isValid(benchCase) };
    });
    return series === undefined || points.every((point) => point === null) ? [] : [{ series, points }];
  });
}

/** From the lowest to the highest trial of each point; a point that is not valid gets a grey cross. */
function whiskers(
  curves: readonly Curve[],
  sweep: Sweep,
  { measure }: SweepChartOptions,
  look: Look,
): Plugin<'line'> {
  return {
    id: 'sweep-whiskers',
    afterDatasetsDraw(chart) {
      const { ctx, scales } = chart;
      const { x, y } = scales;
      if (x === undefined || y === undefined) return;
      const at = (value: number): number => y.getPixelForValue(value / measure.unit.divisor);
      ctx.save();
      for (const [line, { series, points }] of curves.entries()) {
        if (!chart.isDatasetVisible(line)) continue;
        for (const [index, point] of points.entries()) {
          if (point === null) continue;
          const left = x.getPixelForValue(position(sweep.values[index] ?? 1));
          const { figure, valid } = point;
          ctx.strokeStyle = valid ? series.colour : look.faded;
          ctx.lineWidth = 1;
          ctx.beginPath();
          if (figure.trials > 1) {
            ctx.moveTo(left, at(figure.min));
            ctx.lineTo(left, at(figure.max));
          }
          ctx.stroke();
          if (!valid) cross(ctx, left, at(figure.value), look);
        }
      }
      ctx.restore();
    },
  };
}

function cross(ctx: CanvasRenderingContext2D, x: number, y: number, look: Look): void {
  const arm = look.fontPx * 0.5;
  ctx.strokeStyle = look.muted;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.moveTo(x - arm, y - arm);
  ctx.lineTo(x + arm, y + arm);
  ctx.moveTo(x + arm, y - arm);
  ctx.lineTo(x - arm, y + arm);
  ctx.stroke();
}

function tableOf(curves: readonly Curve[], sweep: Sweep, { unit }: Measure, look: Look): Table {
  const { language } = look;
  const notValid = ` (${texts.summary.notValid[language]})`;
  return {
    columns: [texts.charts.case[language], ...sweep.values.map((value) => pointName(sweep, value, look))],
    rows: curves.map(({ series, points }) => ({
      heading: series.name,
      cells: points.map((point) =>
        point === null ? '–' : sayFigure(point.figure, unit, language, true) + (point.valid ? '' : notValid),
      ),
    })),
  };
}
