import type { Claim } from '../claim.ts';
import type { LongPollingCost } from '../experiments/long-polling-cost.ts';
import { sayBusy } from '../figures.ts';

type Channel = LongPollingCost['slow'];

const LESS = 0.9;
const saves = ({ cpuRatio }: Channel): boolean => cpuRatio <= LESS;
const times = ({ cpuRatio }: Channel): string => cpuRatio.toFixed(2);
const rate = ({ eventsPerSecond }: Channel): string => String(Number(eventsPerSecond.toPrecision(2)));
const requests = ({ polling, longPolling }: Channel): string =>
  `${Math.round(longPolling.requestsPerSecond)} / ${Math.round(polling.requestsPerSecond)}`;

export default {
  number: 20,
  statement: { en: 'Long polling costs less than polling.', ko: '롱 폴링은 폴링보다 비용이 덜 든다.' },
  experiment: 'long-polling-cost',
  thresholds: {
    en: `Less: at most ${LESS}× the server’s CPU of polling every 0.5 s, the median of three trials. Holds: less at about 0.5 and at about 10 events a second on each channel. With limits: at one of them. Does not hold: at neither.`,
    ko: `적다: 시행 세 번의 중앙값으로 0.5초 폴링의 서버 CPU의 ${LESS}배 이하. 성립: 채널마다 초당 약 0.5건과 약 10건 모두에서 적다. 조건부 성립: 한쪽에서만 적다. 불성립: 어느 쪽도 아니다.`,
  },
  judge({ slow, fast, busy }) {
    const less = [slow, fast].filter(saves).length;
    return {
      verdict: less === 2 ? 'holds' : less === 1 ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `server CPU ÷ polling’s: ${times(slow)}× at ${rate(slow)} events a second on each channel, ${times(fast)}× at ${rate(fast)}`,
        ko: `서버 CPU ÷ 폴링: 채널마다 초당 ${rate(slow)}건에서 ${times(slow)}배, ${rate(fast)}건에서 ${times(fast)}배`,
      },
      because: {
        en: `Requests a second, long polling / polling: ${requests(slow)} on quiet channels (${slow.events} events), ${requests(fast)} on busy ones (${fast.events}). Polling asks once per interval, whatever happens; long polling asks again after each answer${saves(slow) && !saves(fast) ? ', so that it saves where events are rarer than polls, and not where they are more frequent' : ''}.${sayBusy(busy).en}`,
        ko: `초당 요청(롱 폴링 / 폴링)은 한산한 채널에서 ${requests(slow)}(이벤트 ${slow.events}건), 붐비는 채널에서 ${requests(fast)}(${fast.events}건)입니다. 폴링은 무슨 일이 있든 간격마다 한 번, 롱 폴링은 응답을 받을 때마다 다시 요청합니다.${saves(slow) && !saves(fast) ? ' 그래서 이벤트가 폴링 간격보다 드물 때는 비용이 줄고, 그보다 잦으면 줄지 않습니다.' : ''}${sayBusy(busy).ko}`,
      },
    };
  },
} satisfies Claim<LongPollingCost>;
