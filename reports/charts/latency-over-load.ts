import type { Chart } from '../chart.ts';
import { drawSweep } from '../drawing/sweep-chart.ts';
import { endToEndP99 } from '../figures/measures.ts';

export default {
  id: 'latency-over-load',
  group: 'load',
  order: 4,
  wide: true,
  overSweep: true,
  title: { en: 'Waiting as the load grows', ko: '부하에 따른 대기 시간' },
  reading: {
    en: 'The wait that 99 of 100 deliveries stayed under, at each load; a line that turns upwards has come to its limit. The thin strokes span the trials, a cross marks a point that is not valid.',
    ko: '부하마다 전달 100건 중 99건이 이 시간 안에 도착했습니다. 선이 꺾여 올라가는 곳이 한계입니다. 가는 세로선은 시행 사이의 범위, X 표시는 무효인 지점입니다.',
  },
  draw: (report, look) =>
    drawSweep(report, look, {
      measure: endToEndP99,
      axisTitle: { en: 'end-to-end p99, ms (log)', ko: '종단 간 p99, ms(로그)' },
      scale: 'logarithmic',
    }),
} satisfies Chart;
