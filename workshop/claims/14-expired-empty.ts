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
      const gaveUp = {
        en: expired.gaveUp ? 'gave up' : 'did not give up',
        ko: expired.gaveUp ? '포기했습니다' : '포기하지 않았습니다',
      };
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: `The empty stream that expired was answered ${expired.status ?? 'with nothing'}, and the EventSource ${gaveUp.en}.`,
          ko: `빈 채 만료된 스트림의 응답은 ${expired.status ?? '없음'}이었고 EventSource는 ${gaveUp.ko}.`,
        },
      };
    }
    const always = isAsSaid(expiredCompleted);
    return {
      verdict: always ? 'holds' : 'holds-with-limits',
      figure,
      because: {
        en: `The response’s headers leave with the first event, so until then the server can still answer with an error status; any status but 200 closes an EventSource for good (HTML standard, 9.2.3).${always ? '' : ` With complete() in onTimeout the answer was ${expiredCompleted.status}, and the browser asked ${expiredCompleted.requests} time(s).`}`,
        ko: `응답 헤더는 첫 이벤트와 함께 나가므로 그 전에는 오류 상태로 응답할 수 있고, 200이 아닌 상태 코드를 받으면 EventSource는 완전히 닫힙니다(HTML 표준 9.2.3).${always ? '' : ` onTimeout에서 complete()를 부르면 응답 상태는 ${expiredCompleted.status}, 브라우저의 요청은 ${expiredCompleted.requests}번입니다.`}`,
      },
    };
  },
} satisfies Claim<EmitterFigures>;
