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
    en: 'Holds: under text/event-stream the event is heard, and under every other type nothing is heard, the source is closed, and nobody asks again. With limits: under another type nothing is heard, but the browser asks again. Does not hold: an event is heard under another type, or none under the right one.',
    ko: '성립: text/event-stream에서는 이벤트가 들리고, 다른 타입에서는 아무것도 들리지 않으며 연결이 닫히고 다시 요청하지 않는다. 조건부: 다른 타입에서 들리지는 않지만 다시 요청한다. 불성립: 다른 타입에서도 들리거나 올바른 타입에서 들리지 않는다.',
  },
  judge({ types }: MediaTypes) {
    const right = types.filter(({ type }) => isRight(type));
    const wrong = types.filter(({ type }) => !isRight(type));
    const heardRight = right.filter(({ heard }) => heard > 0).length;
    const heardWrong = wrong.filter(({ heard }) => heard > 0).length;
    const gaveUp = wrong.filter(({ gaveUp, requests }) => gaveUp && requests === 1).length;
    const figure = {
      en: `heard under ${heardRight} of ${right.length} right types and ${heardWrong} of ${wrong.length} wrong ones; gave up for good under ${gaveUp} of ${wrong.length}`,
      ko: `올바른 타입 ${right.length}개 중 ${heardRight}개, 다른 타입 ${wrong.length}개 중 ${heardWrong}개에서 들림; 다른 타입 ${wrong.length}개 중 ${gaveUp}개에서 완전히 포기`,
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
          en: 'Under another type nothing is heard, but the browser comes back and asks again.',
          ko: '다른 타입에서는 들리지 않지만, 브라우저가 다시 요청합니다.',
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
