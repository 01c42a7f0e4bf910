import type { ChartDataset, Plugin } from 'chart.js';
import type { Drawn, LinePoint } from '../chart.ts';
import { axisStyle, logBounds, logTicks, plainNumber } from './axes.ts';
import type { Look } from './look.ts';
import { runLetters } from './run-letters.ts';
import type { Series } from './series.ts';
import { tooltipStyle } from './tooltip.ts';

export interface Line {
  readonly series: Series;
  readonly points: readonly LinePoint[];
  /** A second, fainter line of the same case, such as its worst values; without markers. */
  readonly faint?: boolean;
  /** What a tooltip says that the value rests on, such as "5 trials". */
  readonly samples?: string;
}

export interface LineChartOptions {
  readonly look: Look;
  readonly lines: readonly Line[];
  readonly x: {
    readonly title: string;
    /** 0 where absent. */
    readonly min?: number;
    readonly max: number;
    /** Where the labels stand and what they say; even steps where absent. */
    readonly ticks?: readonly { readonly value: number; readonly label: string }[];
    /** What a tooltip is headed with. */
    say(x: number): string;
  };
  readonly y: {
    readonly title: string;
    readonly scale: 'logarithmic' | 'linear';
    /** More values that the axis must hold, such as the ends of whiskers. */
    readonly include?: readonly number[];
    say(y: number): string;
    /** Written after a tooltip's exact value, which is in the axis' own scale; `say` rounds it where absent. */
    readonly unit?: string;
    /** Where a linear axis ends, such as 100 %. */
    readonly max?: number;
  };
  readonly stepped?: boolean;
  /** A marker on every point, for lines of few points that are each worth reading. */
  readonly everyPoint?: boolean;
  readonly plugins?: readonly Plugin<'line'>[];
}

/** Lines in the house style: no animation, explicit bounds, markers that keep coinciding lines apart. */
export function lineChart(options: LineChartOptions): Drawn['config'] {
  const { look, lines, x, y } = options;
  const drawn = lines.flatMap(({ points }) => points.flatMap((point) => point.y ?? []));
  const values = [...drawn, ...(y.include ?? [])];
  const logarithmic = y.scale === 'logarithmic';
  const xTicks = x.ticks;
  return {
    type: 'line',
    data: { datasets: lines.map((line, index) => datasetOf(line, index, options)) },
    plugins: [...(options.plugins ?? []), runLetters(lines, look)],
    options: {
      animation: false,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      // All lines share one grid of x values, so one index is one moment or one percentile.
      interaction: { mode: 'index', intersect: false, axis: 'x' },
      layout: { padding: { top: 8, right: 12 } },
      scales: {
        x: {
          ...axisStyle(look, x.title),
          type: 'linear',
          min: x.min ?? 0,
          max: x.max,
          ...(xTicks && {
            afterBuildTicks: (axis) => {
              axis.ticks = xTicks.map(({ value, label }) => ({ value, label }));
            },
          }),
          ticks: {
            ...axisStyle(look, '').ticks,
            callback: (value, index) => xTicks?.[index]?.label ?? plainNumber(look, Number(value)),
          },
        },
        y: {
          ...axisStyle(look, y.title),
          type: y.scale,
          ...(logarithmic ? logBounds(values) : linearBounds(values, y.max)),
          ...(logarithmic && {
            afterBuildTicks: (axis) => {
              axis.ticks = logTicks(axis);
            },
          }),
          ticks: {
            ...axisStyle(look, '').ticks,
            maxTicksLimit: logarithmic ? 30 : 6,
            callback: (value) => plainNumber(look, Number(value)),
          },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...tooltipStyle(look),
          // The faint companions would double every line of the tooltip.
          filter: ({ datasetIndex }) => !lines[datasetIndex]?.faint,
          callbacks: {
            title: ([item]) => (item === undefined ? '' : x.say(item.parsed.x ?? 0)),
            label: ({ dataset, datasetIndex, parsed }) => {
              const value = parsed.y ?? 0;
              const said = y.unit === undefined ? y.say(value) : plainNumber(look, value) + y.unit;
              const samples = lines[datasetIndex]?.samples;
              return ` ${dataset.label}: ${said}${samples === undefined ? '' : ` (${samples})`}`;
            },
          },
        },
      },
    },
  };
}

const linearBounds = (values: readonly number[], max: number | undefined) =>
  max === undefined ? { min: 0, suggestedMax: Math.max(1, ...values) * 1.08 } : { min: 0, max };

/** Points between two markers of one line; a short line has one marker. */
const STRIDE = 12;

/** A marker with the letter of its run in it has to be larger. */
const markerRadius = ({ letter, marker }: Series): number =>
  letter === undefined ? 4 : marker === 'triangle' || marker === 'rectRot' ? 9 : 7;

function datasetOf(line: Line, index: number, options: LineChartOptions): ChartDataset<'line', LinePoint[]> {
  const { series, points, faint } = line;
  const { look, lines } = options;
  const scale = look.fontPx / 16;
  const full = lines.filter((other) => !other.faint).length;
  const stride = options.everyPoint ? 1 : Math.max(1, Math.min(STRIDE, points.length));
  const phase = Math.floor(((index % full) * stride) / full);
  const alone = (at: number): boolean => points[at - 1]?.y == null && points[at + 1]?.y == null;
  const radii = points.map((_, at) => {
    if (faint) return 0;
    if (at % stride === phase) return markerRadius(series) * scale;
    // A lone point between gaps would be invisible as a line.
    return alone(at) ? 2 * scale : 0;
  });
  return {
    label: series.name,
    data: [...points],
    stepped: options.stepped ?? false,
    borderColor: faint ? `${series.colour}55` : series.colour,
    borderWidth: (faint ? 1 : 2) * scale,
    borderDash: [...series.dash],
    borderJoinStyle: 'round',
    pointStyle: series.marker,
    pointRadius: radii,
    pointHoverRadius: faint ? 0 : 5 * scale,
    pointHitRadius: faint ? 0 : 8,
    pointBackgroundColor: series.hollow ? look.surface : series.colour,
    pointBorderColor: series.colour,
    pointBorderWidth: 1.5 * scale,
    // The reference lies under what it is the reference of.
    order: faint ? 2 : series.marker === 'crossRot' ? 1 : 0,
  };
}
