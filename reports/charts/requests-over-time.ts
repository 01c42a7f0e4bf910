import type { Chart } from '../chart.ts';
import { drawTimeline } from '../drawing/timeline-chart.ts';

export default {
  id: 'requests-over-time',
  group: 'cost',
  order: 40,
  title: { en: 'HTTP requests', ko: 'HTTP 요청' },
  reading: {
    en: 'How many requests per second the server had to answer; a stream asks once and then stays near zero, polling keeps asking.',
    ko: '서버가 초당 응답해야 했던 요청 수입니다. 스트림은 한 번 요청한 뒤 0 근처에 머물고, 폴링은 계속 요청합니다.',
  },
  draw: (report, look) =>
    drawTimeline(report, look, {
      axisTitle: { en: 'HTTP requests per second', ko: '초당 HTTP 요청 수' },
      scale: 'linear',
      combine: 'median',
      // What is no HTTP makes no requests; a line at zero would say that it could have.
      skip: (benchCase) => benchCase.http === null,
      slicesOf: ({ timeline }) => timeline,
      pick: (slice) => slice.httpRequests / (slice.widthUs / 1e6),
      say: (rate) => `${Math.round(rate).toLocaleString(look.language)}/s`,
    }),
} satisfies Chart;
