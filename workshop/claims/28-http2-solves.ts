import type { Claim } from '../claim.ts';
import type { PastTheLimit } from '../experiments/past-the-limit.ts';

const TIMES = 10;

export default {
  number: 28,
  statement: {
    en: 'HTTP/2 solves the connection problem of SSE.',
    ko: 'HTTP/2는 SSE의 연결 문제를 해결한다.',
  },
  experiment: 'past-the-limit',
  thresholds: {
    en: 'The server allows 400 streams. Holds: all 300 EventSources that a page opens over HTTP/2 stand. With limits: fewer, but at least ten times as many as over HTTP/1.1. Does not hold: otherwise.',
    ko: '서버는 스트림을 400개까지 허용한다. 성립: 페이지가 HTTP/2로 여는 EventSource 300개가 모두 열린다. 조건부 성립: 그보다 적지만 HTTP/1.1의 열 배 이상이다. 불성립: 그 밖.',
  },
  judge({ http1Streams, http2Streams }) {
    const { open, tried, statedStreams } = http2Streams;
    const isAll = open === tried;
    const isMany = open >= TIMES * http1Streams.open;
    const cap = {
      en: isAll
        ? ''
        : ` The browser stops at ${open} although the server allows ${statedStreams}, and the next one waits, as the seventh does over HTTP/1.1.`,
      ko: isAll
        ? ''
        : ` 서버는 ${statedStreams}개까지 허용하지만 브라우저가 ${open}개에서 멈추고, 그다음 것은 HTTP/1.1의 일곱 번째처럼 기다립니다.`,
    };
    return {
      verdict: isAll ? 'holds' : isMany ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `${open} of ${tried} EventSources open over HTTP/2, where the server allows ${statedStreams}; over HTTP/1.1 ${http1Streams.open} of ${http1Streams.tried}`,
        ko: `서버가 ${statedStreams}개까지 허용하는 HTTP/2에서 EventSource ${tried}개 중 ${open}개, HTTP/1.1에서 ${http1Streams.tried}개 중 ${http1Streams.open}개가 열림`,
      },
      because:
        isAll || isMany
          ? {
              en: `The streams share one connection.${cap.en} That is enough for tabs, if the server allows it. But everything then depends on one TCP connection, and it needs TLS in browsers, and HTTP/2 at the proxy that they talk to.`,
              ko: `스트림들이 연결 하나를 나누어 씁니다.${cap.ko} 서버가 허용한다면 탭을 여는 정도로는 넉넉합니다. 대신 모두가 TCP 연결 하나에 의존하고, 브라우저에서는 TLS가, 앞단 프록시에는 HTTP/2가 필요합니다.`,
            }
          : {
              en: `Less than ${TIMES} times as many EventSources stand as over HTTP/1.1.`,
              ko: `열린 EventSource가 HTTP/1.1의 ${TIMES}배가 되지 않습니다.`,
            },
    };
  },
} satisfies Claim<PastTheLimit>;
