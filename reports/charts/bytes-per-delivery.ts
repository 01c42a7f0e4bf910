import type { Chart } from '../chart.ts';
import { drawMeasure } from '../drawing/measure-chart.ts';
import { bytesPerDelivery } from '../figures/measures.ts';

export default {
  id: 'bytes-per-delivery',
  order: 50,
  title: { en: 'Bytes per delivery', ko: '전달 1건당 바이트' },
  reading: {
    en: 'What crosses the network from server to client to deliver one event, headers and TLS included; shorter is cheaper.',
    ko: '이벤트 하나를 전달하느라 서버에서 클라이언트로 오간 바이트이며 헤더와 TLS를 포함합니다. 짧을수록 저렴합니다.',
  },
  draw: (report, look) =>
    drawMeasure(report, look, {
      measure: bytesPerDelivery,
      axisTitle: { en: 'bytes', ko: '바이트' },
    }),
} satisfies Chart;
