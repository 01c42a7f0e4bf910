import type { Claim } from '../claim.ts';
import type { MediaTypes } from '../experiments/media-types.ts';

/** Parameters, as `charset=utf-8`, do not make it another type. */
const isRight = (type: string): boolean => type.split(';')[0]?.trim() === 'text/event-stream';

export default {
  number: 3,
  statement: {
    en: 'The media type must be text/event-stream; with any other the browser gives up.',
    ko: '미디어 타입은 반드시 text/event-stream이어야 하며, 다른 타입이면 브라우저가 포기한다.',
  },
  experiment: 'media-types',
  thresholds: {
    en: 'Holds: under text/event-stream the event is heard, and under every other type nothing is heard, the source is closed, and nobody asks again. With limits: under another type nothing is heard, but the source is not closed, or the browser asks again. Does not hold: an event is heard under another type, or none under the right one.',
    ko: '성립: text/event-stream이면 이벤트가 전달되고, 다른 타입이면 아무것도 전달되지 않으며 EventSource가 닫히고 다시 요청하지 않는다. 조건부 성립: 다른 타입이면 전달되지 않지만 EventSource가 닫히지 않거나 다시 요청한다. 불성립: 다른 타입에서도 전달되거나 올바른 타입에서 전달되지 않는다.',
  },
  judge({ types }: MediaTypes) {
    const right = types.filter(({ type }) => isRight(type));
    const wrong = types.filter(({ type }) => !isRight(type));
    const heardRight = right.filter(({ heard }) => heard > 0).length;
    const heardWrong = wrong.filter(({ heard }) => heard > 0).length;
    const gaveUp = wrong.filter(({ gaveUp, requests }) => gaveUp && requests === 1).length;
    const figure = {
      en: `heard under the right type ${heardRight} of ${right.length} times, under others ${heardWrong} of ${wrong.length} times; gave up for good ${gaveUp} of ${wrong.length} times`,
      ko: `올바른 타입은 ${right.length}번 중 ${heardRight}번, 다른 타입은 ${wrong.length}번 중 ${heardWrong}번 전달됨; 다른 타입 ${wrong.length}번 중 ${gaveUp}번은 완전히 포기`,
    };
    if (heardRight < right.length || heardWrong > 0) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'What reads the stream does not go by its media type.',
          ko: '스트림을 읽는 쪽이 미디어 타입을 따르지 않습니다.',
        },
      };
    }
    if (gaveUp < wrong.length) {
      return {
        verdict: 'holds-with-limits',
        figure,
        because: {
          en: 'Under another type nothing is ever heard, and mostly the EventSource is closed at once and for good. But under text/plain Chromium first waits for some 1.4 KB to guess the type from: on a quiet stream it hangs, neither open nor closed, and no error is raised.',
          ko: '다른 타입이면 아무것도 전달되지 않고, 대개 EventSource가 곧바로 완전히 닫힙니다. 다만 text/plain이면 Chromium이 타입을 추측하려고 약 1.4 KB가 올 때까지 기다립니다. 조용한 스트림은 열리지도 닫히지도 않은 채 오류 없이 멈춰 있습니다.',
        },
      };
    }
    return {
      verdict: 'holds',
      figure,
      because: {
        en: 'Under another type the EventSource is closed at once and never asks again; parameters such as charset=utf-8 are allowed.',
        ko: '다른 타입이면 EventSource가 곧바로 닫히고 다시 요청하지 않습니다. charset=utf-8 같은 매개변수는 괜찮습니다.',
      },
    };
  },
} satisfies Claim<MediaTypes>;
