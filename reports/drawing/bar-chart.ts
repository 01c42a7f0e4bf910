import type { Chart as ChartJs, Plugin, ScriptableContext } from 'chart.js';
import type { Drawn } from '../chart.ts';
import { type Figure, sayTrials } from '../figures/over-trials.ts';
import { sayFigure } from '../figures/rounding.ts';
import type { Unit } from '../figures/units.ts';
import { axisStyle, plainNumber } from './axes.ts';
import { axisName } from './axis-name.ts';
import type { Look } from './look.ts';
import type { LegendEntry } from './series.ts';
import { tooltipStyle } from './tooltip.ts';

export interface Bar {
  readonly series: LegendEntry;
  readonly figure: Figure;
  /** Instead of the figure's value, where that does not say all. */
  readonly said?: string;
}

export interface BarChartOptions {
  readonly look: Look;
  readonly bars: readonly Bar[];
  readonly unit: Unit;
  readonly axisTitle: string;
  /** A value to compare with, drawn as a line across all bars; in the unit's own scale. */
  readonly mark?: { readonly at: number; readonly label: string };
}

/** Width of a chart, in font sizes, below which its labels take two lines. */
const NARROW_EM = 28;
const NAME_PADDING_PX = 10;

/** Of the room beside the longest bar, in font sizes: at least, and for each letter of what is written there. */
const BESIDE_EM = 4.5;
const LETTER_EM = 0.45;

/** One bar per case with its value written at its end and a whisker from lowest to highest trial. */
export function barChart(options: BarChartOptions): Drawn['config'] {
  const { look, bars, unit, axisTitle, mark } = options;
  const scaled = bars.map(({ figure }) => figure.value / unit.divisor);
  const beside = Math.max(BESIDE_EM, ...bars.map((bar) => saidOf(bar, unit, look).length * LETTER_EM));
  const largest = Math.max(0, mark?.at ?? 0, ...bars.map(({ figure }) => figure.max / unit.divisor));
  return {
    type: 'bar',
    data: {
      labels: bars.map(({ series }) => series.name),
      datasets: [
        {
          data: scaled,
          backgroundColor: (context: ScriptableContext<'bar'>) =>
            fillOf(bars[context.dataIndex], context.chart),
          borderColor: bars.map(({ series }) => series.colour),
          borderWidth: bars.map(({ series }) => (series.hollow ? 1.5 : 0)),
          borderSkipped: false,
          borderRadius: 2,
          barPercentage: 0.62,
          categoryPercentage: 1,
        },
      ],
    },
    plugins: [...(mark === undefined ? [] : [markLine(mark, look)]), whiskersAndValues(options)],
    options: {
      indexAxis: 'y',
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { right: look.fontPx * beside, top: mark === undefined ? 0 : look.fontPx * 1.5 } },
      scales: {
        x: {
          ...axisStyle(look, axisTitle),
          beginAtZero: true,
          suggestedMax: largest,
          ticks: {
            ...axisStyle(look, '').ticks,
            maxTicksLimit: 6,
            callback: (value) => plainNumber(look, Number(value)),
          },
        },
        y: {
          ...axisStyle(look, ''),
          grid: { display: false },
          ticks: {
            ...axisStyle(look, '').ticks,
            color: look.ink,
            autoSkip: false,
            crossAlign: 'far',
            callback(_, index) {
              return axisName(bars[index]?.series.name ?? '', isNarrow(this.chart, look));
            },
          },
          // Chart.js leaves names half of what is beside the values: on a phone too little to read them.
          afterFit(axis) {
            if (isNarrow(axis.chart, look)) {
              axis.width = Math.min(axis.chart.width / 2, widestName(axis.chart, options) + NAME_PADDING_PX);
            }
          },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...tooltipStyle(look),
          displayColors: false,
          callbacks: {
            label: ({ dataIndex }) => {
              const bar = bars[dataIndex];
              return bar === undefined ? '' : (bar.said ?? sayExactly(bar.figure, unit, look));
            },
          },
        },
      },
    },
  };
}

const saidOf = ({ said, figure }: Bar, unit: Unit, { language }: Look): string =>
  said ?? sayFigure(figure, unit, language);

const isNarrow = ({ width }: ChartJs, { fontPx }: Look): boolean => width < NARROW_EM * fontPx;

function widestName({ ctx }: ChartJs, { bars, look }: BarChartOptions): number {
  ctx.save();
  ctx.font = `${look.fontPx * 0.8}px ${look.fontFamily}`;
  const lines = bars.flatMap(({ series }) => axisName(series.name, true));
  const widest = Math.max(...lines.map((line) => ctx.measureText(line).width));
  ctx.restore();
  return widest;
}

/** The value as it came out, with the ends of its whisker and what it rests on. */
function sayExactly(
  { value, min, max, trials }: Figure,
  { divisor, space, symbol }: Unit,
  look: Look,
): string {
  const say = (one: number): string => plainNumber(look, one / divisor);
  const range = trials > 1 ? ` (${say(min)}–${say(max)})` : '';
  return `${say(value)}${space}${symbol[look.language]}${range}, ${sayTrials(trials, look.language)}`;
}

/** Bars of HTTP/2 are hatched: the two versions differ without their colour. */
function fillOf(bar: Bar | undefined, chart: ChartJs): string | CanvasPattern {
  if (bar === undefined) return 'transparent';
  const { colour, hollow } = bar.series;
  if (!hollow) return colour;
  const size = 8;
  const tile = document.createElement('canvas');
  tile.width = tile.height = size;
  const pen = tile.getContext('2d');
  if (pen === null) return 'transparent';
  pen.strokeStyle = colour;
  pen.lineWidth = 1.6;
  pen.beginPath();
  // Three strokes, so that the diagonal meets itself at the corners of the tile.
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift - 1, size + 1);
    pen.lineTo(shift + size + 1, -1);
  }
  pen.stroke();
  return chart.ctx.createPattern(tile, 'repeat') ?? 'transparent';
}

function whiskersAndValues({ bars, unit, look }: BarChartOptions): Plugin<'bar'> {
  return {
    id: 'whiskers-and-values',
    afterDatasetsDraw(chart) {
      const { ctx, scales } = chart;
      const x = scales.x;
      if (x === undefined) return;
      ctx.save();
      ctx.font = `600 ${look.fontPx * 0.8}px ${look.fontFamily}`;
      ctx.textBaseline = 'middle';
      for (const [index, element] of chart.getDatasetMeta(0).data.entries()) {
        const bar = bars[index];
        if (bar === undefined) continue;
        const [low, high] = [bar.figure.min, bar.figure.max].map((value) =>
          x.getPixelForValue(value / unit.divisor),
        );
        if (bar.figure.trials > 1) whisker(ctx, low ?? 0, high ?? 0, element.y, look);
        ctx.fillStyle = look.ink;
        ctx.strokeStyle = look.surface;
        ctx.lineWidth = 4;
        const said = saidOf(bar, unit, look);
        const left = Math.max(element.x, high ?? 0) + 8;
        // The halo keeps a number readable where a line runs through it.
        ctx.strokeText(said, left, element.y);
        ctx.fillText(said, left, element.y);
      }
      ctx.restore();
    },
  };
}

function whisker(ctx: CanvasRenderingContext2D, low: number, high: number, y: number, look: Look): void {
  const half = look.fontPx * 0.28;
  const path = new Path2D();
  path.moveTo(low, y);
  path.lineTo(high, y);
  for (const end of [low, high]) {
    path.moveTo(end, y - half);
    path.lineTo(end, y + half);
  }
  ctx.lineCap = 'round';
  // A halo first: the whisker must be seen on a bar of any colour.
  ctx.strokeStyle = look.surface;
  ctx.lineWidth = 4;
  ctx.stroke(path);
  ctx.strokeStyle = look.ink;
  ctx.lineWidth = 1.5;
  ctx.stroke(path);
}

function markLine(mark: { readonly at: number; readonly label: string }, look: Look): Plugin<'bar'> {
  return {
    id: 'mark-line',
    afterDatasetsDraw(chart) {
      const x = chart.scales.x;
      if (x === undefined) return;
      const { ctx, chartArea } = chart;
      const at = x.getPixelForValue(mark.at);
      ctx.save();
      ctx.strokeStyle = look.ink;
      ctx.setLineDash([2, 3]);
      ctx.beginPath();
      ctx.moveTo(at, chartArea.top - 4);
      ctx.lineTo(at, chartArea.bottom);
      ctx.stroke();
      ctx.font = `${look.fontPx * 0.75}px ${look.fontFamily}`;
      ctx.fillStyle = look.muted;
      ctx.textAlign = 'center';
      ctx.fillText(mark.label, at, chartArea.top - look.fontPx * 0.6);
      ctx.restore();
    },
  };
}
