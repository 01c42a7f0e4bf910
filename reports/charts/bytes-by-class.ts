import { BYTE_CLASSES, type ByteClass } from '../../harness/results/byte-classes.ts';
import type { Ledger } from '../../harness/results/ledger-schema.ts';
import type { Chart, Table } from '../chart.ts';
import type { Look } from '../drawing/look.ts';
import { areaEntry, type Series, seriesOf } from '../drawing/series.ts';
import { stackedBars } from '../drawing/stacked-bars.ts';
import { bytesIn, CLASS_LOOKS, CLASSES_FROM_INSIDE, classTitle, perDelivery } from '../figures/ledger.ts';
import { texts } from '../texts.ts';

interface Entry {
  readonly series: Series;
  readonly ledger: Ledger;
}

export default {
  id: 'bytes-by-class',
  group: 'cost',
  order: 52,
  wide: true,
  title: { en: 'Where the bytes go', ko: '바이트의 쓰임새' },
  reading: {
    en: 'The bytes at the socket for each delivered event, by what they are there for: to the right what the server sends, to the left what clients send; the blue parts are the event itself, all else is the price of carrying it. Connecting and closing are left out. Counted to the byte in a trial of its own with at most eight clients.',
    ko: '이벤트 1건을 전달하는 데 든 소켓 바이트를 쓰임새별로 나눴습니다. 오른쪽은 서버가, 왼쪽은 클라이언트가 보낸 양입니다. 파란 부분이 이벤트 자체이고 나머지는 그것을 나르는 비용입니다. 연결을 열고 닫는 데 든 바이트는 뺐습니다. 클라이언트를 최대 8개만 둔 별도 시행에서 1바이트도 빠짐없이 셌습니다.',
  },
  draw(report, look) {
    const entries = seriesOf(report, look).flatMap((series): Entry[] => {
      const { ledger } = series.benchCase;
      return ledger === undefined || ledger.deliveries === 0 ? [] : [{ series, ledger }];
    });
    if (entries.length === 0) return { reason: noLedger };
    const shown = CLASSES_FROM_INSIDE.filter((name) => entries.some(({ ledger }) => isSeen(ledger, name)));
    return {
      config: stackedBars({
        look,
        bars: entries.map(({ series }) => series),
        layers: shown.map((name) => ({
          name: classTitle(name, look),
          colour: CLASS_LOOKS[name].colour[look.scheme],
          left: entries.map(({ ledger }) => perDelivery(ledger, name).up),
          right: entries.map(({ ledger }) => perDelivery(ledger, name).down),
        })),
        axisTitle: axisTitle[look.language],
        totals: entries.map(({ ledger }) => say(bytesIn(ledger, 'deliver') / ledger.deliveries, look)),
        say: (value) => say(value, look),
      }),
      legend: shown.map((name) =>
        areaEntry({ name: classTitle(name, look), colour: CLASS_LOOKS[name].colour[look.scheme] }),
      ),
      rows: entries.length,
      table: tableOf(entries, look),
    };
  },
} satisfies Chart;

const noLedger = {
  en: 'The run was made without --ledger.',
  ko: '--ledger 없이 진행한 실행입니다.',
};

const axisTitle = {
  en: '← clients · bytes per event · server →',
  ko: '← 클라이언트 · 1건당 바이트 · 서버 →',
};

const isSeen = (ledger: Ledger, name: ByteClass): boolean => {
  const { up, down } = ledger.phases.deliver[name];
  return up + down > 0;
};

/** Every class that the run has, with what it takes to connect besides. */
function tableOf(entries: readonly Entry[], look: Look): Table {
  const seen = BYTE_CLASSES.filter((name) => entries.some(({ ledger }) => isSeen(ledger, name)));
  return {
    columns: [
      texts.charts.case[look.language],
      ...seen.map((name) => classTitle(name, look)),
      { en: 'Sum per event', ko: '이벤트 1건당 합계' }[look.language],
      { en: 'Connecting, per client', ko: '클라이언트당 연결 비용' }[look.language],
    ],
    rows: entries.map(({ series, ledger }) => ({
      heading: series.name,
      cells: [
        ...seen.map((name) => sayBothWays(perDelivery(ledger, name), look)),
        say(bytesIn(ledger, 'deliver') / ledger.deliveries, look),
        say(bytesIn(ledger, 'connect') / ledger.subscribers, look),
      ],
    })),
  };
}

/** Such as `120 ↓ 96 ↑`; what is nothing is left out. */
function sayBothWays({ up, down }: { readonly up: number; readonly down: number }, look: Look): string {
  const said = [
    ...(down > 0 ? [`${number(down, look)} ↓`] : []),
    ...(up > 0 ? [`${number(up, look)} ↑`] : []),
  ];
  return said.length === 0 ? '–' : said.join(' ');
}

/** Counted and not estimated, but a mean: below ten a tenth of a byte tells something. */
const number = (value: number, { language }: Look): string =>
  value.toLocaleString(language, { maximumFractionDigits: value < 10 ? 1 : 0 });

const say = (value: number, look: Look): string => `${number(value, look)} B`;
