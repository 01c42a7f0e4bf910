import type { Chart } from '../chart.ts';
import { drawTimeline } from '../drawing/timeline-chart.ts';
import { sayFigure } from '../figures/rounding.ts';
import { MILLISECONDS } from '../figures/units.ts';

export default {
  id: 'latency-over-time',
  group: 'wait',
  order: 20,
  wide: true,
  title: { en: 'Latency over time', ko: '시간에 따른 지연 시간' },
  reading: {
    en: 'Each thick line is the typical wait at that moment, the shade above it reaches to what 99 of 100 stayed under, and the thin line is the longest wait in any trial; a peak is a stall, a rising line means falling behind.',
    ko: '굵은 선은 그 시점의 일반적인 대기 시간, 그 위의 음영은 100건 중 99건이 든 범위, 가는 선은 모든 시행 중 가장 긴 대기 시간입니다. 뾰족한 봉우리는 멈칫한 순간이고, 계속 오르는 선은 처리가 밀리고 있다는 뜻입니다.',
  },
  draw: (report, look) =>
    drawTimeline(report, look, {
      axisTitle: { en: 'end-to-end latency, ms (log)', ko: '종단 간 지연 시간, ms(로그)' },
      scale: 'logarithmic',
      combine: 'median',
      slicesOf: ({ timeline }) => timeline,
      pick: (slice) => (slice.endToEndP50Us === null ? null : slice.endToEndP50Us / MILLISECONDS.divisor),
      unit: ' ms',
      pickHigh: (slice) => (slice.endToEndP99Us === null ? null : slice.endToEndP99Us / MILLISECONDS.divisor),
      pickWorst: (slice) =>
        slice.endToEndMaxUs === null ? null : slice.endToEndMaxUs / MILLISECONDS.divisor,
      say: (ms) => {
        const us = ms * MILLISECONDS.divisor;
        return sayFigure({ value: us, min: us, max: us, trials: 1 }, MILLISECONDS, look.language);
      },
    }),
} satisfies Chart;
