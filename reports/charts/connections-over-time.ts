import type { Chart } from '../chart.ts';
import { drawTimeline } from '../drawing/timeline-chart.ts';

export default {
  id: 'connections-over-time',
  group: 'cost',
  order: 30,
  title: { en: 'Open TCP connections', ko: '열려 있는 TCP 연결' },
  reading: {
    en: 'How many connections the server held at each moment; HTTP/2 carries the tabs of one browser over one, and lines that coincide show each other’s markers.',
    ko: '각 시점에 서버가 유지한 연결 수입니다. HTTP/2는 한 브라우저의 여러 탭을 연결 하나로 처리합니다. 겹친 선은 서로 다른 표식으로 구분합니다.',
  },
  draw: (report, look) =>
    drawTimeline(report, look, {
      axisTitle: { en: 'TCP connections', ko: 'TCP 연결 수' },
      scale: 'linear',
      combine: 'median',
      stepped: true,
      slicesOf: ({ timeline }) => timeline,
      pick: (slice) => slice.tcpOpen,
      say: (count) => Math.round(count).toLocaleString(look.language),
    }),
} satisfies Chart;
