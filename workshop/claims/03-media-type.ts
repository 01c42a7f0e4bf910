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
  judge({ types, watchedMs }: MediaTypes) {
    const right = types.filter(({ type }) => isRight(type));
    const wrong = types.filter(({ type }) => !isRight(type));
    const heardRight = right.filter(({ heard }) => heard > 0).length;
    const heardWrong = wrong.filter(({ heard }) => heard > 0).length;
    const stayed = wrong.filter(({ state, requests }) => state !== 'closed' || requests > 1);
    const gaveUp = wrong.length - stayed.length;
    const figure = {
      en: `heard under the right type ${heardRight} of ${right.length} times, under others ${heardWrong} of ${wrong.length} times; gave up for good ${gaveUp} of ${wrong.length} times`,
      ko: `올바른 타입은 ${right.length}번 중 ${heardRight}번, 다른 타입은 ${wrong.length}번 중 ${heardWrong}번 전달됨; 다른 타입 ${wrong.length}번 중 ${gaveUp}번은 완전히 포기`,
    };
    if (heardRight < right.length || heardWrong > 0) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'What was heard does not go by the media type.',
          ko: '무엇이 전달되는지가 미디어 타입을 따르지 않습니다.',
        },
      };
    }
    if (stayed.length > 0) {
      const [one] = stayed;
      const seconds = watchedMs / 1e3;
      const said = {
        en: stayed.map(
          (it) =>
            `under ${it.type} with ${it.sentBytes} bytes sent it was ${it.state} after ${seconds} s, with ${it.errors} error events and ${it.requests} request(s)`,
        ),
        ko: stayed.map(
          (it) =>
            `${it.type}, ${it.sentBytes}바이트: ${seconds}초 뒤 상태 ${it.state}, error 이벤트 ${it.errors}번, 요청 ${it.requests}번`,
        ),
      };
      // The same type with more in its body tells what was waited for.
      const longer = wrong.find(
        (it) => it.type === one?.type && it.sentBytes > one.sentBytes && it.state === 'closed',
      );
      const sniffs = stayed.length === 1 && one?.state === 'connecting' && longer !== undefined;
      return {
        verdict: 'holds-with-limits',
        figure,
        because: {
          en: `Under another type nothing was heard. But not every EventSource was closed: ${said.en.join('; ')}.${sniffs ? ` With ${longer.sentBytes} bytes it was closed: before that the browser waits for more to guess the type from, and a quiet stream hangs.` : ''}`,
          ko: `다른 타입이면 아무것도 전달되지 않았습니다. 그러나 모두 닫히지는 않았습니다. ${said.ko.join('; ')}.${sniffs ? ` ${longer.sentBytes}바이트를 보내면 닫혔습니다. 브라우저가 타입을 추측하려고 더 기다리기 때문에 조용한 스트림은 멈춰 있습니다.` : ''}`,
        },
      };
    }
    return {
      verdict: 'holds',
      figure,
      because: {
        en: 'Under another type the EventSource was closed and did not ask again; parameters such as charset=utf-8 are allowed.',
        ko: '다른 타입이면 EventSource가 닫히고 다시 요청하지 않았습니다. charset=utf-8 같은 매개변수는 괜찮습니다.',
      },
    };
  },
} satisfies Claim<MediaTypes>;
