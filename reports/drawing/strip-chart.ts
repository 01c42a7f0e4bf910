import type { ChartDataset, Plugin } from 'chart.js';
import type { Drawn, LinePoint } from '../chart.ts';
import type { FaultMark } from '../figures/fault.ts';
import type { Strip, StripPoint } from '../figures/strip.ts';
import { axisStyle, plainNumber } from './axes.ts';
import { faultBand } from './fault-band.ts';
import type { Look } from './look.ts';
import type { LegendEntry, Series } from './series.ts';
import { tooltipStyle } from './tooltip.ts';

export interface StripRow {
  readonly series: Series;
  readonly strip: Strip;
  /** The strip in words, below its name; the first clause is left out where there is no room for it. */
  readonly said: readonly string[];
}

export interface StripChartOptions {
  readonly look: Look;
  /** Top to bottom. */
  readonly rows: readonly StripRow[];
  readonly marks: readonly FaultMark[];
  /** Seconds that are shown. */
  readonly window: { readonly from: number; readonly until: number };
  readonly axisTitle: string;
  /** How each kind of point looks, in the order in which they are drawn. */
  readonly kinds: readonly { readonly kind: StripPoint['kind']; readonly entry: LegendEntry }[];
}

/** The part of a row that its two lines of text leave to the points. */
const [LOW, HIGH] = [0.06, 0.6];

/** A row for each case: time to the right, ids upwards. */
export function stripChart(options: StripChartOptions): Drawn['config'] {
  const { look, rows, marks, window, axisTitle, kinds } = options;
  const all = placed(rows, window);
  const drawn = kinds.map(({ kind }) => all.filter(({ point }) => point.kind === kind));
  return {
    type: 'line',
    data: {
      datasets: kinds.map(({ entry }, index) => datasetOf(entry, drawn[index] ?? [], look)),
    },
    plugins: [offlineShades(rows, look), faultBand(marks, look, true), namesAndWords(rows, look)],
    options: {
      animation: false,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      interaction: { mode: 'nearest', intersect: true },
      layout: { padding: { top: look.fontPx * 1.6, right: 12 } },
      scales: {
        x: {
          ...axisStyle(look, axisTitle),
          type: 'linear',
          min: window.from,
          max: window.until,
          ticks: { ...axisStyle(look, '').ticks, callback: (value) => plainNumber(look, Number(value)) },
        },
        y: {
          ...axisStyle(look, ''),
          min: 0,
          max: rows.length,
          ticks: { display: false, stepSize: 1 },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...tooltipStyle(look),
          displayColors: false,
          callbacks: {
            title: ([item]) =>
              item === undefined ? '' : (drawn[item.datasetIndex]?.[item.dataIndex]?.row.series.name ?? ''),
            label: ({ datasetIndex, dataIndex, dataset }) => {
              const point = drawn[datasetIndex]?.[dataIndex]?.point;
              return point === undefined
                ? ''
                : `${point.id} · ${dataset.label} · ${point.seconds.toFixed(2)} s`;
            },
          },
        },
      },
    },
  };
}

interface Placed {
  readonly row: StripRow;
  readonly point: StripPoint;
  readonly at: LinePoint;
}

/** Rows share one scale of ids, so that who heard no more is seen to stay behind. */
function placed(rows: readonly StripRow[], { from, until }: StripChartOptions['window']): readonly Placed[] {
  const shown = rows.flatMap((row, place) =>
    row.strip.points
      .filter(({ seconds }) => seconds >= from && seconds <= until)
      .map((point) => ({ row, point, bottom: rows.length - place - 1 })),
  );
  const first = shown.reduce((least, { point }) => Math.min(least, point.id), Number.POSITIVE_INFINITY);
  const last = shown.reduce((most, { point }) => Math.max(most, point.id), first + 1);
  return shown.map(({ row, point, bottom }) => ({
    row,
    point,
    at: { x: point.seconds, y: bottom + LOW + ((HIGH - LOW) * (point.id - first)) / (last - first) },
  }));
}

function datasetOf(
  entry: LegendEntry,
  points: readonly Placed[],
  look: Look,
): ChartDataset<'line', LinePoint[]> {
  const scale = look.fontPx / 16;
  return {
    label: entry.name,
    data: points.map(({ at }) => at),
    showLine: false,
    pointStyle: entry.marker,
    pointRadius: (entry.marker === 'circle' ? 1.7 : 3.2) * scale,
    pointHoverRadius: 5 * scale,
    pointBackgroundColor: entry.hollow ? look.surface : entry.colour,
    pointBorderColor: entry.colour,
    pointBorderWidth: (entry.marker === 'circle' ? 0 : 1.2) * scale,
  };
}

/** The windows in which the subscriber had no connection, each in its own row. */
function offlineShades(rows: readonly StripRow[], look: Look): Plugin<'line'> {
  return {
    id: 'offline-shades',
    beforeDatasetsDraw({ ctx, chartArea, scales: { x, y } }) {
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.fillStyle = look.faded;
      ctx.globalAlpha = 0.45;
      for (const [place, { strip }] of rows.entries()) {
        const bottom = y.getPixelForValue(rows.length - place - 1);
        const top = y.getPixelForValue(rows.length - place - 1 + HIGH + LOW);
        for (const { from, until } of strip.offline) {
          const left = x.getPixelForValue(from);
          const right = until === null ? chartArea.right : x.getPixelForValue(until);
          ctx.fillRect(left, top, Math.max(1, right - left), bottom - top);
        }
      }
      ctx.restore();
    },
  };
}

function namesAndWords(rows: readonly StripRow[], look: Look): Plugin<'line'> {
  return {
    id: 'names-and-words',
    afterDatasetsDraw({ ctx, chartArea, scales: { y } }) {
      if (y === undefined) return;
      ctx.save();
      ctx.textBaseline = 'top';
      for (const [place, { series, said }] of rows.entries()) {
        const top = y.getPixelForValue(rows.length - place) + look.fontPx * 0.4;
        ctx.font = `600 ${look.fontPx * 0.8}px ${look.fontFamily}`;
        ctx.fillStyle = look.ink;
        ctx.fillText(series.name, chartArea.left + 6, top);
        ctx.font = `${look.fontPx * 0.75}px ${look.fontFamily}`;
        ctx.fillStyle = look.muted;
        const room = chartArea.width - 12;
        const lines = [said, said.slice(1)].map((clauses) => clauses.join(' · '));
        const line = lines.find((words) => ctx.measureText(words).width <= room) ?? lines.at(-1) ?? '';
        ctx.fillText(line, chartArea.left + 6, top + look.fontPx * 1.15, room);
      }
      ctx.restore();
    },
  };
}
