import type { ChartDataset, Plugin } from 'chart.js';
import { isValid } from '../../harness/results/validity.ts';
import type { Drawn } from '../chart.ts';
import { axisStyle, evenTicks, plainNumber } from './axes.ts';
import { axisName } from './axis-name.ts';
import { inkOn } from './ink.ts';
import type { Look } from './look.ts';
import type { Series } from './series.ts';
import { tooltipStyle } from './tooltip.ts';

/** What one bar is made of: one value for each bar, in the order of the bars; null where there is none. */
export interface Layer {
  readonly name: string;
  readonly colour: string;
  /** To the left of zero. */
  readonly left: readonly number[];
  readonly right: readonly number[];
}

export interface StackedBarsOptions {
  readonly look: Look;
  /** Top to bottom. */
  readonly bars: readonly Series[];
  /** From zero outwards. */
  readonly layers: readonly Layer[];
  readonly axisTitle: string;
  /** What stands at the right end of each bar. */
  readonly totals: readonly string[];
  say(value: number): string;
}

/** Width of a chart, in font sizes, below which its labels take two lines. */
const NARROW_EM = 28;

/** Horizontal bars of several layers, with what goes the other way to the left of zero. */
export function stackedBars(options: StackedBarsOptions): Drawn['config'] {
  const { look, bars, layers, axisTitle, say } = options;
  const datasets = layers.flatMap((layer) => [
    datasetOf(layer, layer.right, bars, look),
    datasetOf(
      layer,
      layer.left.map((value) => -value),
      bars,
      look,
    ),
  ]);
  return {
    type: 'bar',
    data: { labels: bars.map(({ name }) => name), datasets },
    plugins: [namesAndTotals(options)],
    options: {
      indexAxis: 'y',
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { right: look.fontPx * 4.5 } },
      scales: {
        x: {
          ...axisStyle(look, axisTitle),
          stacked: true,
          // As far as the data on each side: even steps out from zero would leave much of one side empty.
          min: -longest(layers.map(({ left }) => left)),
          max: longest(layers.map(({ right }) => right)),
          afterBuildTicks: (axis) => {
            axis.ticks = evenTicks(axis);
          },
          ticks: {
            ...axisStyle(look, '').ticks,
            callback: (value) => plainNumber(look, Math.abs(Number(value))),
          },
        },
        y: {
          ...axisStyle(look, ''),
          stacked: true,
          grid: { display: false },
          ticks: {
            ...axisStyle(look, '').ticks,
            color: look.ink,
            autoSkip: false,
            crossAlign: 'far',
            callback(_, index) {
              return axisName(bars[index]?.name ?? '', this.chart.width < NARROW_EM * look.fontPx);
            },
          },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...tooltipStyle(look),
          filter: ({ parsed }) => parsed.x !== 0,
          callbacks: {
            label: ({ dataset, parsed }) => ` ${dataset.label}: ${say(Math.abs(parsed.x ?? 0))}`,
          },
        },
      },
    },
  };
}

/** The length of the longest of the bars that these layers make up. */
const longest = (layers: readonly (readonly number[])[]): number =>
  Math.max(...(layers[0] ?? []).map((_, bar) => layers.reduce((sum, values) => sum + (values[bar] ?? 0), 0)));

function datasetOf(
  { name, colour }: Layer,
  data: readonly number[],
  bars: readonly Series[],
  look: Look,
): ChartDataset<'bar', (number | null)[]> {
  return {
    label: name,
    data: [...data],
    // What is not valid loses its colours, and its names stay legible.
    backgroundColor: bars.map((bar) => (isFaded(bar) ? `${colour}40` : colour)),
    hoverBackgroundColor: colour,
    // A gap in the page's colour: neighbours are told apart without their colours.
    borderColor: look.surface,
    borderWidth: { left: 0, right: 1.5, top: 0, bottom: 0 },
    barPercentage: 0.66,
    categoryPercentage: 1,
  };
}

const isFaded = (bar: Series | undefined): boolean => bar !== undefined && !isValid(bar.benchCase);

/** Writes a layer's name and value into it where there is room, else the value, and the total behind the bar. */
function namesAndTotals({ look, bars, totals, say }: StackedBarsOptions): Plugin<'bar'> {
  return {
    id: 'names-and-totals',
    afterDatasetsDraw(chart) {
      const { ctx, scales } = chart;
      const x = scales.x;
      if (x === undefined) return;
      const ends = totals.map(() => x.getPixelForValue(0));
      ctx.save();
      ctx.textBaseline = 'middle';
      ctx.textAlign = 'center';
      ctx.font = `600 ${look.fontPx * 0.7}px ${look.fontFamily}`;
      for (const [index, dataset] of chart.data.datasets.entries()) {
        if (!chart.isDatasetVisible(index)) continue;
        for (const [bar, element] of chart.getDatasetMeta(index).data.entries()) {
          const { x: right, base, y } = element.getProps(['x', 'base', 'y'] as never[]) as Segment;
          ends[bar] = Math.max(ends[bar] ?? 0, right);
          const room = Math.abs(right - base) - look.fontPx * 0.6;
          const value = say(Math.abs(Number(dataset.data[bar])));
          const words = [`${dataset.label ?? ''} ${value}`, value];
          const said = words.find((word) => ctx.measureText(word).width <= room);
          if (said === undefined) continue;
          ctx.fillStyle = isFaded(bars[bar]) ? look.muted : inkOn(String(dataset.hoverBackgroundColor));
          ctx.fillText(said, (right + base) / 2, y);
        }
      }
      ctx.textAlign = 'left';
      ctx.font = `600 ${look.fontPx * 0.8}px ${look.fontFamily}`;
      ctx.fillStyle = look.ink;
      const height = chart.getDatasetMeta(0).data;
      for (const [bar, total] of totals.entries())
        ctx.fillText(total, (ends[bar] ?? 0) + 8, height[bar]?.y ?? 0);
      ctx.restore();
    },
  };
}

interface Segment {
  readonly x: number;
  readonly base: number;
  readonly y: number;
}
