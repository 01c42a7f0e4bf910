import type { Chart } from '../chart.ts';
import { drawMeasure } from '../drawing/measure-chart.ts';
import { memoryPerConnection } from '../figures/measures.ts';

export default {
  id: 'memory-per-connection',
  group: 'cost',
  order: 70,
  title: { en: 'Memory per connection', ko: '연결 1개당 메모리' },
  reading: {
    en: 'How much the server’s memory grew for each TCP connection; an HTTP/2 connection carries several tabs, so plan with the memory per subscriber in the summary.',
    ko: 'TCP 연결 하나마다 늘어난 서버 메모리입니다. HTTP/2 연결 하나는 여러 탭을 담당하므로 용량은 요약 표의 구독자당 메모리로 계산하세요.',
  },
  draw: (report, look) =>
    drawMeasure(report, look, {
      measure: memoryPerConnection,
      axisTitle: { en: 'kB (1,000 bytes)', ko: 'kB(1,000바이트)' },
    }),
} satisfies Chart;
