import type { Texts } from '../../lab/texts.ts';
import type { Drawing, Table } from '../chart.ts';
import {
  LATENCY_PARTS,
  type LatencyPart,
  type MeanSplit,
  PART_NAMES,
  splitOf,
} from '../figures/latency-parts.ts';
import { sayFigure } from '../figures/rounding.ts';
import { MILLISECONDS } from '../figures/units.ts';
import type { Report } from '../report.ts';
import { texts } from '../texts.ts';
import type { Look } from './look.ts';
import { areaEntry, type Series, seriesOf } from './series.ts';
import { stackedBars } from './stacked-bars.ts';

interface Entry {
  readonly series: Series;
  readonly split: MeanSplit;
}

export interface SplitChartOptions {
  readonly of: 'all' | 'slowest';
  /** What some parts are called otherwise. */
  readonly titles?: Partial<Record<LatencyPart, Texts>>;
}

/**
 * Every case's mean wait as one bar of shares. Shares, because polling waits a hundred times as long as
 * the others, whose parts would be too thin to see on a common scale.
 */
export function drawSplit(report: Report, look: Look, { of, titles = {} }: SplitChartOptions): Drawing {
  const { language, scheme } = look;
  const entries = seriesOf(report, look).flatMap((series): Entry[] => {
    const split = splitOf(series.benchCase, of);
    return split === null ? [] : [{ series, split }];
  });
  if (entries.length === 0) return { reason: texts.charts.noData };
  const layers = PART_NAMES.filter((part) => entries.some(({ split }) => split.partsUs[part] > 0)).map(
    (part) => ({
      part,
      name: (titles[part] ?? LATENCY_PARTS[part].title)[language],
      colour: LATENCY_PARTS[part].colour[scheme],
      left: entries.map(() => 0),
      right: entries.map(({ split }) => (Math.max(0, split.partsUs[part]) / split.sumUs) * 100),
    }),
  );
  return {
    config: stackedBars({
      look,
      bars: entries.map(({ series }) => series),
      layers,
      axisTitle: { en: '% of the mean wait', ko: '평균 대기 시간 중 비율(%)' }[language],
      totals: entries.map(({ split }) => sayFigure(split.mean, MILLISECONDS, language)),
      say: (share) => `${share.toFixed(share < 10 ? 1 : 0)}%`,
    }),
    legend: layers.map(areaEntry),
    rows: entries.length,
    table: tableOf(entries, layers, look),
  };
}

function tableOf(
  entries: readonly Entry[],
  layers: readonly { readonly part: LatencyPart; readonly name: string }[],
  { language }: Look,
): Table {
  const sayMs = (us: number): string =>
    sayFigure({ value: us, min: us, max: us, trials: 1 }, MILLISECONDS, language);
  return {
    columns: [
      texts.charts.case[language],
      ...layers.map(({ name }) => name),
      { en: 'Sum: mean wait', ko: '합계: 평균 대기 시간' }[language],
      { en: 'Deliveries', ko: '전달 수' }[language],
    ],
    rows: entries.map(({ series, split }) => ({
      heading: series.name,
      cells: [
        ...layers.map(({ part }) => (split.partsUs[part] === 0 ? '–' : sayMs(split.partsUs[part]))),
        sayFigure(split.mean, MILLISECONDS, language, true),
        split.deliveries.toLocaleString(language),
      ],
    })),
  };
}
