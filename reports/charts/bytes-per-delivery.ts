import type { Chart } from '../chart.ts';
import { drawMeasure } from '../drawing/measure-chart.ts';
import { bytesPerDelivery } from '../figures/measures.ts';

export default {
  id: 'bytes-per-delivery',
  group: 'cost',
  order: 50,
  title: { en: 'Bytes per delivery', ko: '전달 1건당 바이트' },
  reading: {
    en: 'What crosses the network, in both directions, to deliver one event, with headers, requests and TLS; shorter is cheaper.',
    ko: '이벤트 하나를 전달하느라 양방향으로 오간 바이트이며 요청, 헤더, TLS를 모두 포함합니다. 짧을수록 저렴합니다.',
  },
  draw: (report, look) =>
    drawMeasure(report, look, {
      measure: bytesPerDelivery,
      axisTitle: { en: 'bytes', ko: '바이트' },
    }),
} satisfies Chart;
