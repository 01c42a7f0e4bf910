import type { Claim } from '../claim.ts';
import type { LongPollingCost } from '../experiments/long-polling-cost.ts';

const LESS = 0.9;

export default {
  number: 20,
  statement: { en: 'Long polling costs less than polling.', ko: '롱 폴링은 폴링보다 비용이 덜 든다.' },
  experiment: 'long-polling-cost',
  thresholds: {
    en: `Less: at most ${LESS}× the server’s CPU of polling every 0.5 s. Holds: less at 0.5 and at 20 events a second. With limits: at one of them. Does not hold: at neither.`,
    ko: `적다: 0.5초 폴링의 서버 CPU의 ${LESS}배 이하. 성립: 초당 0.5건과 20건 모두에서 적다. 조건부 성립: 한쪽에서만 적다. 불성립: 어느 쪽도 아니다.`,
  },
  judge({ slow, fast }) {
    const less = [slow, fast].filter(({ cpuRatio }) => cpuRatio <= LESS).length;
    const requests = ({ polling, longPolling }: LongPollingCost['slow']): string =>
      `${Math.round(longPolling.requestsPerSecond)} / ${Math.round(polling.requestsPerSecond)}`;
    return {
      verdict: less === 2 ? 'holds' : less === 1 ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `server CPU ÷ polling’s: ${slow.cpuRatio.toFixed(2)}× at 0.5 events a second, ${fast.cpuRatio.toFixed(2)}× at 20`,
        ko: `서버 CPU ÷ 폴링: 초당 0.5건에서 ${slow.cpuRatio.toFixed(2)}배, 20건에서 ${fast.cpuRatio.toFixed(2)}배`,
      },
      because: {
        en: `A long poll is answered once per event, a poll once per interval: ${requests(slow)} requests a second (long polling / polling) on the quiet channel, ${requests(fast)} on the busy one. It saves where events are rarer than polls would be, and costs more where they are not. Either way it does not wait for an interval to deliver.`,
        ko: `롱 폴링은 이벤트마다, 폴링은 간격마다 한 번 응답합니다. 초당 요청은(롱 폴링 / 폴링) 한산한 채널에서 ${requests(slow)}, 붐비는 채널에서 ${requests(fast)}입니다. 이벤트가 폴링 간격보다 드물 때는 비용이 줄고, 그보다 잦으면 더 듭니다. 대신 어느 쪽이든 폴링 간격을 기다리지 않고 전달합니다.`,
      },
    };
  },
} satisfies Claim<LongPollingCost>;
