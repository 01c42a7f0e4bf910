import type { Chart } from '../chart.ts';
import { drawSplit } from '../drawing/split-chart.ts';

export default {
  id: 'latency-split-slowest',
  group: 'wait',
  order: 16,
  title: { en: 'Where the slowest 1% comes from', ko: '가장 느린 1%는 어디에서 늦어지나' },
  reading: {
    en: 'The same for the deliveries at and beyond the 99th percentile of each trial: what to mend if that tail is too long. The server’s turn for this very client is not known, so its part is the most that it can be and the last part the least.',
    ko: '각 시행에서 99번째 백분위수 이상인 전달만 같은 방식으로 나눴습니다. 꼬리가 길다면 무엇부터 손봐야 하는지 보여 줍니다. 서버가 바로 이 클라이언트에게 언제 썼는지는 알 수 없으므로, 서버 구간은 최댓값이고 마지막 구간은 최솟값입니다.',
  },
  draw: (report, look) =>
    drawSplit(report, look, {
      of: 'slowest',
      titles: {
        server: { en: 'in the server, at most', ko: '서버 안에서(최대)' },
        wire: { en: 'on the wire and in the client, at least', ko: '네트워크와 클라이언트에서(최소)' },
      },
    }),
} satisfies Chart;
