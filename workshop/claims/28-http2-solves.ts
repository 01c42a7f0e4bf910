import type { Claim } from '../claim.ts';
import type { PastTheLimit } from '../experiments/past-the-limit.ts';

export default {
  number: 28,
  statement: {
    en: 'HTTP/2 solves the connection problem of SSE.',
    ko: 'HTTP/2는 SSE의 연결 문제를 해결한다.',
  },
  experiment: 'past-the-limit',
  thresholds: {
    en: 'Holds: all 104 EventSources open over HTTP/2. With limits: fewer, but at least ten times as many as over HTTP/1.1. Does not hold: otherwise.',
    ko: '성립: HTTP/2에서 EventSource 104개가 모두 열린다. 조건부 성립: 그보다 적지만 HTTP/1.1의 열 배 이상이다. 불성립: 그 밖.',
  },
  judge({ http1Streams, http2Streams }) {
    const { open, tried } = http2Streams;
    return {
      verdict:
        open === tried ? 'holds' : open >= 10 * http1Streams.open ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `${open} of ${tried} EventSources open over HTTP/2, ${http1Streams.open} over HTTP/1.1`,
        ko: `EventSource ${tried}개 중 HTTP/2에서 ${open}개, HTTP/1.1에서 ${http1Streams.open}개가 열림`,
      },
      because: {
        en: 'The streams share one connection, up to the number that the server allows, usually 100; the next one waits, as the seventh does over HTTP/1.1. That is enough for tabs. But everything then depends on one TCP connection, and it needs TLS in browsers, and HTTP/2 at the proxy that they talk to.',
        ko: '스트림들이 연결 하나를 나누어 쓰며, 서버가 허용한 수(보통 100)까지 열립니다. 그다음 것은 HTTP/1.1의 일곱 번째처럼 기다립니다. 탭을 여는 정도로는 넉넉합니다. 대신 모두가 TCP 연결 하나에 의존하고, 브라우저에서는 TLS가, 앞단 프록시에는 HTTP/2가 필요합니다.',
      },
    };
  },
} satisfies Claim<PastTheLimit>;
