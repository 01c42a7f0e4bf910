import type { Chart, Table } from '../chart.ts';
import { logBounds, plainNumber } from '../drawing/axes.ts';
import { lineChart } from '../drawing/line-chart.ts';
import type { Look } from '../drawing/look.ts';
import { type Series, seriesOf } from '../drawing/series.ts';
import { sharesBelow } from '../figures/cumulative.ts';
import { MILLISECONDS } from '../figures/units.ts';
import { type Curve, valueAt } from '../report.ts';
import { texts } from '../texts.ts';

interface Entry {
  readonly series: Series;
  readonly curve: Curve;
}

/** Points of the grid of waits per factor of ten. */
const STEPS = 24;

export default {
  id: 'latency-cdf',
  group: 'wait',
  order: 12,
  wide: true,
  title: { en: 'How many have arrived', ko: '시간에 따라 도착한 비율' },
  reading: {
    en: 'The share of deliveries that had arrived within each wait; the further left a line climbs, the sooner events come, and a slope means that waits vary.',
    ko: '대기 시간별로 그 안에 도착한 전달의 비율입니다. 선이 왼쪽에서 오를수록 빨리 도착하고, 완만할수록 대기 시간이 들쭉날쭉합니다.',
  },
  draw(report, look) {
    const entries = seriesOf(report, look).flatMap((series): Entry[] => {
      const curve = report.curves[series.benchCase.id]?.endToEnd;
      return curve == null || curve.points.length < 2 ? [] : [{ series, curve }];
    });
    if (entries.length === 0) return { reason: texts.charts.noData };
    const { min, max } = logBounds(
      entries.flatMap(({ curve }) => curve.points.map(({ us }) => us / MILLISECONDS.divisor)),
    );
    const [from, to] = [Math.log10(min), Math.log10(max)];
    const count = Math.ceil((to - from) * STEPS);
    const grid = Array.from({ length: count + 1 }, (_, at) => from + ((to - from) * at) / count);
    const decades = Array.from(
      { length: Math.floor(to) - Math.ceil(from) + 1 },
      (_, at) => Math.ceil(from) + at,
    );
    const shares = entries.map(({ curve }) =>
      sharesBelow(
        curve,
        grid.map((x) => 10 ** x * MILLISECONDS.divisor),
      ),
    );
    return {
      config: lineChart({
        look,
        lines: entries.map(({ series, curve }, line) => ({
          series,
          points: grid.map((x, at) => ({ x, y: share(shares[line]?.[at]) })),
          samples: texts.charts.deliveries[look.language].replace(
            '{n}',
            curve.count.toLocaleString(look.language),
          ),
        })),
        x: {
          title: { en: 'end-to-end latency, ms (log)', ko: '종단 간 지연 시간, ms(로그)' }[look.language],
          min: from,
          max: to,
          ticks: decades.map((value) => ({ value, label: plainNumber(look, 10 ** value) })),
          say: (x) => `${plainNumber(look, Number((10 ** x).toPrecision(3)))} ms`,
        },
        y: {
          title: { en: 'arrived, %', ko: '도착 비율, %' }[look.language],
          scale: 'linear',
          say: (percent) => `${percent.toFixed(1)}%`,
          unit: '%',
          max: 100,
        },
      }),
      legend: entries.map(({ series }) => series),
      table: tableOf(entries, look),
      exact: {
        columns: ['case', 'latency_ms', 'share_arrived'],
        rows: entries.flatMap(({ series, curve }) =>
          curve.points.map(({ p, us }) => [series.name, us / MILLISECONDS.divisor, p]),
        ),
      },
    };
  },
} satisfies Chart;

/** Before the first has arrived there is nothing to draw. */
const share = (value: number | null | undefined): number | null => (value ? value * 100 : null);

const SHOWN = [0.1, 0.25, 0.5, 0.75, 0.9, 0.99];

function tableOf(entries: readonly Entry[], look: Look): Table {
  return {
    columns: [texts.charts.case[look.language], ...SHOWN.map((p) => `${p * 100}%`)],
    rows: entries.map(({ series, curve }) => ({
      heading: series.name,
      cells: SHOWN.map((p) => {
        const us = valueAt(curve, p) ?? nearest(curve, p);
        return us === null
          ? '–'
          : `${plainNumber(look, Number((us / MILLISECONDS.divisor).toPrecision(3)))} ms`;
      }),
    })),
  };
}

/** The first point of the curve at which so many had arrived. */
const nearest = ({ points }: Curve, share: number): number | null =>
  points.find(({ p }) => p >= share)?.us ?? null;
