import type { Chart } from '../chart.ts';
import { drawFaultTimeline } from '../drawing/fault-timeline.ts';
import { attemptsPerSecond } from '../figures/attempts.ts';

export default {
  id: 'reconnect-attempts',
  group: 'fault',
  order: 14,
  title: { en: 'Attempts to come back', ko: '재연결 시도' },
  reading: {
    en: 'How many attempts to come back were begun in the second before each moment: the storm that a server has to stand. A low wide hill is gentler than a spike; the thin line is the highest of all trials.',
    ko: '각 시점 직전 1초 동안 시작된 재연결 시도 수, 곧 서버가 견뎌야 할 재연결 폭주입니다. 낮고 넓은 언덕이 뾰족한 봉우리보다 부담이 적습니다. 가는 선은 모든 시행 중 가장 높은 값입니다.',
  },
  draw: (report, look) =>
    drawFaultTimeline(report, look, {
      axisTitle: { en: 'attempts per second', ko: '초당 시도 수' },
      scale: 'linear',
      combine: 'median',
      slicesOf: attemptsPerSecond,
      pick: ({ attempts }) => attempts,
      pickWorst: ({ attempts }) => attempts,
      say: (rate) => `${Math.round(rate).toLocaleString(look.language)}/s`,
    }),
} satisfies Chart;
