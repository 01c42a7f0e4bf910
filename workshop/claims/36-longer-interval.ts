import type { Claim } from '../claim.ts';
import type { AskingAgain } from '../experiments/asking-again.ts';

/** Shares of what an event waits for a poll of that interval. */
const ALIKE = 0.5;
const APART = 0.1;

export default {
  number: 36,
  statement: {
    en: 'Long polling is polling with a longer interval between the requests.',
    ko: '롱 폴링은 요청 사이의 간격을 길게 한 폴링이다.',
  },
  experiment: 'asking-again',
  thresholds: {
    en: 'The median wait for an event, long polling’s as a share of polling’s at an interval as long as the hold. Holds: 0.5 or more. With limits: between. Does not hold: below 0.1.',
    ko: '이벤트를 기다린 시간의 중앙값을, 붙잡아 두는 시간과 간격이 같은 폴링의 대기 시간으로 나눈 비율. 성립: 0.5 이상. 조건부 성립: 그 사이. 불성립: 0.1 미만.',
  },
  judge({ longPolling, polling, intervalMs, eventsPerSecond }: AskingAgain) {
    const share = longPolling.endToEndP50Ms / polling.endToEndP50Ms;
    const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
    const rate = (value: number): string => value.toFixed(1);
    return {
      verdict: share >= ALIKE ? 'holds' : share < APART ? 'does-not-hold' : 'holds-with-limits',
      figure: {
        en: `an event waits ${ms(longPolling.endToEndP50Ms)} ms, by polling every ${intervalMs / 1e3} s ${ms(polling.endToEndP50Ms)} ms (median); requests per client and second: ${rate(longPolling.requestsPerClientPerSecond)} and ${rate(polling.requestsPerClientPerSecond)}`,
        ko: `이벤트가 기다린 시간(중앙값) ${ms(longPolling.endToEndP50Ms)} ms, ${intervalMs / 1e3}초 간격 폴링은 ${ms(polling.endToEndP50Ms)} ms; 클라이언트당 초당 요청 ${rate(longPolling.requestsPerClientPerSecond)}번과 ${rate(polling.requestsPerClientPerSecond)}번`,
      },
      because:
        share >= ALIKE
          ? {
              en: 'An event waits for the next request in both.',
              ko: '둘 다 이벤트가 다음 요청을 기다립니다.',
            }
          : {
              en: `It is the server that waits, not the client: the request is there before the event, which answers it. So requests follow the events, of which there were ${rate(eventsPerSecond)} a second, and not a clock.`,
              ko: `기다리는 쪽은 클라이언트가 아니라 서버입니다. 요청이 먼저 와 있다가 이벤트가 생기면 응답을 받습니다. 그래서 요청 수를 정하는 것은 간격이 아니라 이벤트(초당 ${rate(eventsPerSecond)}건)입니다.`,
            },
    };
  },
} satisfies Claim<AskingAgain>;
