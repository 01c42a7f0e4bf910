import type { Claim } from '../claim.ts';
import type { Followed } from '../experiments/emitters-clock/in-chromium.ts';
import type { EmitterFigures } from '../experiments/emitters-clock/index.ts';

const isAsSaid = ({ status, requests, gaveUp }: Followed): boolean =>
  status === 503 && gaveUp && requests === 1;

export default {
  number: 14,
  statement: {
    en: 'A stream that expired before it sent anything is answered 503, and the browser does not come back.',
    ko: '아무것도 보내지 않은 채 만료된 스트림에는 503 응답이 가고, 브라우저는 다시 연결하지 않는다.',
  },
  experiment: 'emitters-clock',
  thresholds: {
    en: 'As said: Chromium saw status 503, its EventSource is CLOSED, and no second request came within 4.5 s. Holds: so whatever onTimeout does. With limits: so unless onTimeout completes the stream. Does not hold: not so.',
    ko: '주장대로: Chromium이 503을 받았고 EventSource가 CLOSED이며 4.5초 안에 두 번째 요청이 없다. 성립: onTimeout이 무엇을 하든 그렇다. 조건부 성립: onTimeout에서 complete()를 부르지 않을 때만 그렇다. 불성립: 그렇지 않다.',
  },
  judge({ spring: { inChromium } }) {
    const { expired, expiredCompleted } = inChromium;
    const figure = {
      en: `status ${expired.status}, ${expired.requests} request(s); where onTimeout completes: status ${expiredCompleted.status}, ${expiredCompleted.requests} requests`,
      ko: `상태 ${expired.status}, 요청 ${expired.requests}회. onTimeout에서 complete()를 부르면 상태 ${expiredCompleted.status}, 요청 ${expiredCompleted.requests}회`,
    };
    if (!isAsSaid(expired)) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'The empty stream that expired did not end the EventSource for good.',
          ko: '빈 채 만료된 스트림 때문에 EventSource가 완전히 닫히지는 않았습니다.',
        },
      };
    }
    return {
      verdict: isAsSaid(expiredCompleted) ? 'holds' : 'holds-with-limits',
      figure,
      because: {
        en: 'The response’s headers leave with the first event, so until then the server can still answer with an error status; any status but 200 closes an EventSource for good. One comment sent at the start, or complete() in onTimeout, makes it a 200, after which the browser comes back.',
        ko: '응답 헤더는 첫 이벤트와 함께 나가므로 그 전에는 오류 상태로 응답할 수 있고, 200이 아닌 상태 코드를 받으면 EventSource는 완전히 닫힙니다. 시작할 때 주석 하나를 보내거나 onTimeout에서 complete()를 부르면 200이 되어 브라우저가 다시 연결합니다.',
      },
    };
  },
} satisfies Claim<EmitterFigures>;
