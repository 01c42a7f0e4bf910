import type { Chart, Table } from '../chart.ts';
import type { Look } from '../drawing/look.ts';
import { type LegendEntry, seriesOf } from '../drawing/series.ts';
import { type StripRow, stripChart } from '../drawing/strip-chart.ts';
import { faultMarks } from '../figures/fault.ts';
import { sayStrip } from '../figures/say-strip.ts';
import { countOf, type StripPoint, stripOf, windowOf } from '../figures/strip.ts';
import { texts } from '../texts.ts';

const words = texts.fault.strip;

export default {
  id: 'id-strips',
  group: 'fault',
  order: 18,
  wide: true,
  title: { en: 'One subscriber, id by id', ko: '구독자 한 명이 받은 ID' },
  reading: {
    en: 'One subscriber of each case, the first that was sampled and cut off, in one trial, around the fault. Every dot is an event that arrived, its id the higher the later it was published; grey is the time without a connection. What was missed meanwhile comes back as a column of triangles, or never: then a red cross stands for each id that is missing.',
    ko: '케이스마다 표본으로 고른 구독자 중 처음으로 끊긴 한 명이 한 시행에서 받은 기록이며, 장애 전후만 그렸습니다. 점 하나가 도착한 이벤트 하나이고, 나중에 발행된 것일수록 위에 있습니다. 회색은 연결이 없던 시간입니다. 그사이 놓친 이벤트는 세모 기둥으로 한꺼번에 돌아오거나 끝내 오지 않으며, 오지 않은 ID마다 빨간 가위표를 그렸습니다.',
  },
  draw(report, look) {
    const rows = seriesOf(report, look).flatMap((series): StripRow[] => {
      const strip = stripOf(series.benchCase);
      return strip === null ? [] : [{ series, strip, said: sayStrip(strip, look.language) }];
    });
    if (rows.length === 0) {
      const struck = report.run.cases.some(({ fault }) => fault !== undefined);
      return { reason: struck ? texts.charts.noData : texts.fault.none };
    }
    const kinds = kindsOf(rows, look);
    // Each row has its own offline windows; when others were struck would only confuse.
    const marks = faultMarks(report.run, look.language).map((mark) => ({ ...mark, strikesSeconds: [] }));
    return {
      config: stripChart({
        look,
        rows,
        marks,
        window: windowOf(
          rows.map(({ strip }) => strip),
          marks,
        ),
        axisTitle: texts.charts.seconds[look.language],
        kinds,
      }),
      legend: kinds.map(({ entry }) => entry),
      rows: rows.length,
      rowRem: 7,
      table: tableOf(rows, look),
    };
  },
} satisfies Chart;

/** In the order in which they are drawn: what is wrong lies on top. */
function kindsOf(
  rows: readonly StripRow[],
  look: Look,
): { readonly kind: StripPoint['kind']; readonly entry: LegendEntry }[] {
  const entry = (
    kind: StripPoint['kind'],
    colour: string,
    marker: LegendEntry['marker'],
    hollow: boolean,
  ): { readonly kind: StripPoint['kind']; readonly entry: LegendEntry } => ({
    kind,
    entry: { name: words.kinds[kind][look.language], colour, marker, hollow, dash: [], loose: true },
  });
  const all = [
    entry('missing', look.danger, 'crossRot', false),
    entry('repeated', look.danger, 'rect', true),
    entry('replayed', look.ink, 'triangle', true),
    entry('live', look.muted, 'circle', false),
  ];
  return all.filter(({ kind }) => rows.some(({ strip }) => countOf(strip, kind) > 0));
}

function tableOf(rows: readonly StripRow[], look: Look): Table {
  const kinds = ['live', 'replayed', 'missing', 'repeated'] as const;
  const second = (value: number): string => value.toLocaleString(look.language, { maximumFractionDigits: 2 });
  return {
    columns: [
      texts.charts.case[look.language],
      ...kinds.map((kind) => words.kinds[kind][look.language]),
      words.offline[look.language],
    ],
    rows: rows.map(({ series, strip }) => ({
      heading: series.name,
      cells: [
        ...kinds.map((kind) => countOf(strip, kind).toLocaleString(look.language)),
        strip.offline
          .map(({ from, until }) => `${second(from)}–${until === null ? '' : second(until)}`)
          .join(', ') || '–',
      ],
    })),
  };
}
