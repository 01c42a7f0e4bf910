import type { Chart } from '../chart.ts';
import { drawFaultTimeline } from '../drawing/fault-timeline.ts';

export default {
  id: 'deliveries-over-time',
  group: 'fault',
  order: 16,
  wide: true,
  title: { en: 'Deliveries per second', ko: '초당 전달 수' },
  reading: {
    en: 'What arrived at each moment. A fault is a hole; where clients resume, a peak after it hands over what they missed. A hole without a peak was lost.',
    ko: '각 시점에 도착한 전달 수입니다. 장애는 구멍으로 나타나고, 이어받기를 하면 그 뒤의 봉우리에서 놓친 이벤트를 한꺼번에 받습니다. 봉우리 없는 구멍은 유실입니다.',
  },
  draw: (report, look) =>
    drawFaultTimeline(report, look, {
      axisTitle: { en: 'deliveries per second', ko: '초당 전달 수' },
      scale: 'linear',
      combine: 'median',
      slicesOf: ({ timeline }) => timeline,
      pick: ({ deliveries, widthUs }) => deliveries / (widthUs / 1e6),
      say: (rate) => `${Math.round(rate).toLocaleString(look.language)}/s`,
    }),
} satisfies Chart;
