import type { Chart, Table } from '../chart.ts';
import type { Look } from '../drawing/look.ts';
import { areaEntry, type Series, seriesOf } from '../drawing/series.ts';
import { stackedBars } from '../drawing/stacked-bars.ts';
import { bytesPerDelivery } from '../figures/measures.ts';
import { type Figure, overTrials } from '../figures/over-trials.ts';
import { roundFigure, sayFigure } from '../figures/rounding.ts';
import { BYTES } from '../figures/units.ts';
import { texts } from '../texts.ts';

interface Entry {
  readonly series: Series;
  readonly total: Figure;
  /** What clients send, of the total. */
  readonly up: number;
}

export default {
  id: 'bytes-per-delivery',
  group: 'cost',
  order: 50,
  title: { en: 'Bytes per delivery', ko: '전달 1건당 바이트' },
  reading: {
    en: 'What crosses the network to deliver one event, with headers, requests and TLS: to the right what the server sends, to the left what clients send; shorter is cheaper.',
    ko: '이벤트 하나를 전달하느라 오간 바이트이며 요청, 헤더, TLS를 모두 포함합니다. 오른쪽은 서버가, 왼쪽은 클라이언트가 보낸 양입니다. 짧을수록 저렴합니다.',
  },
  draw(report, look) {
    const entries = seriesOf(report, look).flatMap((series): Entry[] => {
      const total = bytesPerDelivery.of(report, series.benchCase);
      const share = overTrials(series.benchCase, ({ bytes: { toClients, fromClients } }) =>
        toClients + fromClients === 0 ? null : fromClients / (toClients + fromClients),
      );
      return total === null || share === null ? [] : [{ series, total, up: total.value * share.value }];
    });
    if (entries.length === 0) return { reason: texts.charts.noData };
    const layers = [
      layerOf('down', look, entries, ({ total, up }) => total.value - up),
      layerOf('up', look, entries, ({ up }) => up),
    ];
    return {
      config: stackedBars({
        look,
        bars: entries.map(({ series }) => series),
        layers,
        axisTitle: { en: '← clients · bytes · server →', ko: '← 클라이언트 · 바이트 · 서버 →' }[
          look.language
        ],
        totals: entries.map(({ total }) => sayFigure(total, BYTES, look.language)),
        say: (value) => `${value.toLocaleString(look.language, { maximumFractionDigits: 0 })} B`,
      }),
      legend: layers.map(areaEntry),
      rows: entries.length,
      table: tableOf(entries, look),
      exact: {
        columns: ['case', 'bytes_per_delivery', 'lowest', 'highest', 'trials', 'sent_by_clients'],
        rows: entries.map(({ series, total, up }) => [
          series.name,
          total.value,
          total.min,
          total.max,
          total.trials,
          up,
        ]),
      },
    };
  },
} satisfies Chart;

const SIDES = {
  down: { title: { en: 'Server', ko: '서버' }, colour: { light: '#0072b2', dark: '#4f9fd6' } },
  up: { title: { en: 'Clients', ko: '클라이언트' }, colour: { light: '#d55e00', dark: '#ff8f4a' } },
} as const;

function layerOf(
  side: keyof typeof SIDES,
  look: Look,
  entries: readonly Entry[],
  of: (one: Entry) => number,
) {
  const nothing = entries.map(() => 0);
  const values = entries.map(of);
  return {
    name: SIDES[side].title[look.language],
    colour: SIDES[side].colour[look.scheme],
    left: side === 'up' ? values : nothing,
    right: side === 'down' ? values : nothing,
  };
}

function tableOf(entries: readonly Entry[], { language }: Look): Table {
  const say = (bytes: number): string => `${bytes.toLocaleString(language, { maximumFractionDigits: 0 })} B`;
  return {
    columns: [
      texts.charts.case[language],
      texts.charts.median[language],
      texts.charts.range[language],
      SIDES.down.title[language],
      SIDES.up.title[language],
    ],
    rows: entries.map(({ series, total, up }) => ({
      heading: series.name,
      cells: [
        sayFigure(total, BYTES, language),
        roundFigure(total, BYTES, language).range ?? '–',
        say(total.value - up),
        say(up),
      ],
    })),
  };
}
