import type { Chart } from '../chart.ts';
import { drawFaultTimeline } from '../drawing/fault-timeline.ts';

export default {
  id: 'subscribers-connected',
  group: 'fault',
  order: 12,
  title: { en: 'Subscribers with a connection', ko: '연결된 구독자' },
  reading: {
    en: 'How many subscribers had a connection at each moment, as they saw it themselves; the deeper and the wider the dip, the more people were cut off and the longer. Who polls is gone only from a poll that failed to the next that was answered.',
    ko: '각 시점에 연결되어 있던 구독자 수를 구독자 자신이 본 대로 나타냅니다. 골이 깊고 넓을수록 더 많은 사람이 더 오래 끊긴 것입니다. 폴링은 실패한 요청부터 다음에 응답받은 요청까지만 끊긴 것으로 셉니다.',
  },
  draw: (report, look) =>
    drawFaultTimeline(report, look, {
      axisTitle: { en: 'subscribers', ko: '구독자 수' },
      scale: 'linear',
      combine: 'median',
      stepped: true,
      slicesOf: ({ reconnection }) => reconnection?.slices ?? [],
      pick: ({ connected }) => connected,
      say: (count) => Math.round(count).toLocaleString(look.language),
    }),
} satisfies Chart;
