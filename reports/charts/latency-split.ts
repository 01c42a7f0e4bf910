import type { Chart } from '../chart.ts';
import { drawSplit } from '../drawing/split-chart.ts';

export default {
  id: 'latency-split',
  group: 'wait',
  order: 14,
  title: { en: 'Where the wait comes from', ko: '대기 시간은 어디에서 생기나' },
  reading: {
    en: 'Each bar is a case’s mean wait from the moment an event was due, shown at its end and cut into what follows one after the other. A mean and no percentile, because only means add up.',
    ko: '막대는 이벤트가 예정된 순간부터 센 평균 대기 시간(막대 끝의 값)을 거쳐 가는 순서대로 나눈 것입니다. 백분위가 아닌 평균을 쓰는 이유는 평균만 더했을 때 전체와 맞기 때문입니다.',
  },
  draw: (report, look) => drawSplit(report, look, { of: 'all' }),
} satisfies Chart;
