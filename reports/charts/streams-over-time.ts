import type { Chart } from '../chart.ts';
import { drawTimeline } from '../drawing/timeline-chart.ts';

export default {
  id: 'streams-over-time',
  group: 'cost',
  order: 32,
  title: { en: 'Open HTTP/2 streams', ko: '열려 있는 HTTP/2 스트림' },
  reading: {
    en: 'How many streams were open at each moment over all HTTP/2 connections: a subscription that stays open holds one, a poll takes one only while it is answered.',
    ko: '각 시점에 모든 HTTP/2 연결에서 열려 있던 스트림 수입니다. 계속 열어 두는 구독은 스트림을 하나씩 차지하고, 폴링은 응답받는 동안에만 씁니다.',
  },
  draw(report, look) {
    if (!report.run.cases.some(({ http }) => http === '2')) return { reason: noHttp2 };
    return drawTimeline(report, look, {
      axisTitle: { en: 'streams', ko: '스트림 수' },
      scale: 'linear',
      combine: 'median',
      stepped: true,
      slicesOf: ({ timeline }) => timeline,
      pick: (slice) => slice.http2Streams,
      skip: ({ http }) => http !== '2',
      say: (count) => Math.round(count).toLocaleString(look.language),
    });
  },
} satisfies Chart;

const noHttp2 = {
  en: 'No case of this run was carried by HTTP/2.',
  ko: 'HTTP/2로 측정한 케이스가 없습니다.',
};
