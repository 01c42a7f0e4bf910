import type { Chart, Table } from '../chart.ts';
import { lineChart } from '../drawing/line-chart.ts';
import type { Look } from '../drawing/look.ts';
import { type Series, seriesOf } from '../drawing/series.ts';
import { sayFigure } from '../figures/rounding.ts';
import { MILLISECONDS } from '../figures/units.ts';
import { type Curve, type Report, valueAt } from '../report.ts';
import { texts } from '../texts.ts';

/** The percentiles that get a label: each is ten times rarer than the one before. */
const LABELLED = [0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999];

/** Where a percentile lies: equal steps for equal factors of rarity, so that the tail is not squeezed. */
const position = (p: number): number => -Math.log10(1 - p);

export default {
  id: 'latency-percentiles',
  group: 'wait',
  order: 10,
  wide: true,
  title: { en: 'How long deliveries take', ko: '전달에 걸린 시간' },
  reading: {
    en: 'At 99% a line shows the wait that 99 of 100 deliveries stayed under, counted from the moment the event was due; lower is better, and a line ends where the samples no longer support it.',
    ko: '99% 지점의 값은 이벤트가 예정된 순간부터 세어 전달 100건 중 99건이 그 시간 안에 도착했다는 뜻입니다. 낮을수록 좋고, 표본이 부족해지는 곳에서 선이 끝납니다.',
  },
  draw(report, look) {
    const curves = seriesOf(report, look).flatMap((series) => {
      const curve = report.curves[series.benchCase.id]?.endToEnd;
      return curve == null || curve.points.length < 2 ? [] : [{ series, curve }];
    });
    if (curves.length === 0) return { reason: texts.charts.noData };
    const last = Math.max(...curves.map(({ curve }) => position(curve.points.at(-1)?.p ?? 0)));
    const labelled = LABELLED.filter((p) => position(p) <= last + 1e-6);
    return {
      config: lineChart({
        look,
        lines: curves.map(({ series, curve }) => ({
          series,
          points: curve.points.map(({ p, us }) => ({ x: position(p), y: us / MILLISECONDS.divisor })),
          samples: texts.charts.deliveries[look.language].replace(
            '{n}',
            curve.count.toLocaleString(look.language),
          ),
        })),
        x: {
          title: { en: 'share of deliveries (percentile)', ko: '전달 비율(백분위)' }[look.language],
          max: last,
          ticks: labelled.map((p) => ({ value: position(p), label: percent(p) })),
          say: (x) => percent(1 - 10 ** -x),
        },
        y: {
          title: { en: 'end-to-end latency, ms (log)', ko: '종단 간 지연 시간, ms(로그)' }[look.language],
          scale: 'logarithmic',
          say: (ms) => sayMs(ms * MILLISECONDS.divisor, look),
          unit: ' ms',
        },
      }),
      legend: curves.map(({ series }) => series),
      table: tableOf(report, curves, look),
      exact: {
        columns: ['case', 'percentile', 'latency_ms', 'deliveries'],
        rows: curves.flatMap(({ series, curve }) =>
          curve.points.map(({ p, us }) => [
            series.name,
            Number((p * 100).toPrecision(9)),
            us / MILLISECONDS.divisor,
            curve.count,
          ]),
        ),
      },
    };
  },
} satisfies Chart;

function tableOf(
  report: Report,
  curves: readonly { readonly series: Series; readonly curve: Curve }[],
  look: Look,
): Table {
  const shown = LABELLED.filter((p) => curves.some(({ curve }) => valueAt(curve, p) !== null));
  return {
    columns: [
      texts.charts.case[look.language],
      ...shown.map(percent),
      { en: 'Deliveries', ko: '전달 수' }[look.language],
    ],
    rows: curves.map(({ series, curve }) => ({
      heading: series.name,
      cells: [
        ...shown.map((p) => {
          const us = valueAt(report.curves[series.benchCase.id]?.endToEnd, p);
          return us === null ? '–' : sayMs(us, look);
        }),
        curve.count.toLocaleString(look.language),
      ],
    })),
  };
}

const percent = (p: number): string => `${Number((p * 100).toPrecision(p > 0.9995 ? 6 : 4))}%`;

const sayMs = (us: number, look: Look): string =>
  sayFigure({ value: us, min: us, max: us, trials: 1 }, MILLISECONDS, look.language);
