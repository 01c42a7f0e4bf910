import type { Chart } from '../chart.ts';
import { drawSweep } from '../drawing/sweep-chart.ts';
import { bytesPerDelivery } from '../figures/measures.ts';

export default {
  id: 'bytes-over-load',
  group: 'load',
  order: 8,
  overSweep: true,
  title: { en: 'Bytes per delivery as the load grows', ko: '부하에 따른 전달 1건당 바이트' },
  reading: {
    en: 'What crosses the network for each delivered event, at each load. Polling pays for its empty answers: the rarer the events, the dearer each one, and to the right of where its line crosses another, polling costs less than that one. The thin strokes span the trials, a cross marks a point that is not valid.',
    ko: '부하마다 이벤트 1건을 전달하는 데 오간 바이트입니다. 폴링은 빈 응답에도 바이트를 쓰므로 이벤트가 드물수록 1건당 비용이 커집니다. 다른 선과 교차하는 지점의 오른쪽부터는 폴링이 그 방식보다 적게 듭니다. 가는 세로선은 시행 사이의 범위, X 표시는 무효인 지점입니다.',
  },
  draw: (report, look) =>
    drawSweep(report, look, {
      measure: bytesPerDelivery,
      axisTitle: { en: 'bytes per delivered event (log)', ko: '전달 1건당 바이트(로그)' },
      scale: 'logarithmic',
    }),
} satisfies Chart;
