import type { Claim } from '../claim.ts';
import type { OneRequest } from '../experiments/one-request.ts';

/** A byte of head for each event would be none to speak of, and none at all is what is claimed. */
const HARDLY_ANY_BYTES = 1;

export default {
  number: 2,
  statement: {
    en: 'One request, many responses: headers travel once, and every event extends the same response body.',
    ko: '요청 하나에 응답 여럿: 헤더는 한 번만 오가고, 이벤트마다 같은 응답 본문이 길어진다.',
  },
  experiment: 'one-request',
  thresholds: {
    en: 'Holds: no byte of a request’s or response’s headers travels once events flow, over either HTTP version. With limits: less than 1 byte for each event. Does not hold: more.',
    ko: '성립: 두 HTTP 버전 모두 이벤트가 흐르기 시작하면 요청·응답 헤더가 한 바이트도 오가지 않는다. 조건부 성립: 이벤트당 1바이트 미만. 불성립: 그보다 많다.',
  },
  judge({ versions }: OneRequest) {
    const perEvent = versions.map(({ headBytesDelivering, deliveries }) => headBytesDelivering / deliveries);
    const most = Math.max(...perEvent);
    const say = (language: 'en' | 'ko'): string =>
      versions
        .map(({ http, deliveries, subscribers, headBytesConnecting }, place) => {
          const connecting = Math.round(headBytesConnecting / subscribers);
          const after = (perEvent[place] ?? 0).toFixed(1).replace('.0', '');
          return language === 'en'
            ? `HTTP/${http}: ${connecting} bytes of headers to connect, ${after} for each of ${deliveries} deliveries`
            : `HTTP/${http}: 연결할 때 헤더 ${connecting}바이트, 전달 ${deliveries}번에 각 ${after}바이트`;
        })
        .join('; ');
    return {
      verdict: most === 0 ? 'holds' : most < HARDLY_ANY_BYTES ? 'holds-with-limits' : 'does-not-hold',
      figure: { en: say('en'), ko: say('ko') },
      because:
        most === 0
          ? {
              en: 'After the response’s headers nothing but the body grows. Around an event there is only its framing, id: and data:, and over HTTP/2 the nine bytes of a DATA frame’s header.',
              ko: '응답 헤더 뒤로는 본문만 길어집니다. 이벤트를 둘러싼 것은 id:와 data: 같은 프레이밍이며, HTTP/2에서는 DATA 프레임 헤더 9바이트가 더 붙습니다.',
            }
          : {
              en: `Headers go on travelling while events flow: ${most.toFixed(1)} bytes for each delivery.`,
              ko: `이벤트가 흐르는 동안에도 헤더가 전달 한 번에 ${most.toFixed(1)}바이트씩 오갑니다.`,
            },
    };
  },
} satisfies Claim<OneRequest>;
