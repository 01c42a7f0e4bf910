import type { Claim } from '../claim.ts';
import type { PastTheLimit } from '../experiments/past-the-limit.ts';

export default {
  number: 26,
  statement: {
    en: 'WebSocket is free of the browser’s connection limit.',
    ko: 'WebSocket은 브라우저의 연결 수 제한을 받지 않는다.',
  },
  experiment: 'past-the-limit',
  thresholds: {
    en: 'Holds: all 260 WebSockets open. With limits: fewer, but more than EventSources over HTTP/1.1. Does not hold: no more than those.',
    ko: '성립: WebSocket 260개가 모두 열린다. 조건부 성립: 그보다 적지만 HTTP/1.1의 EventSource보다는 많다. 불성립: 그보다 많지 않다.',
  },
  judge({ webSockets, http1Streams }) {
    const { open, tried } = webSockets;
    return {
      verdict: open === tried ? 'holds' : open > http1Streams.open ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `${open} of ${tried} WebSockets open; of EventSources over HTTP/1.1 ${http1Streams.open}`,
        ko: `WebSocket ${tried}개 중 ${open}개가 열림. HTTP/1.1의 EventSource는 ${http1Streams.open}개`,
      },
      because: {
        en: 'A WebSocket leaves the pool of six connections to a host once it is open, but browsers have a limit of their own for WebSockets, far above it: in Chromium 255 at once. Their handshakes to one host are made one after the other.',
        ko: 'WebSocket은 열리고 나면 호스트당 연결 여섯 개의 풀에서 빠지지만, 브라우저에는 WebSocket만의 훨씬 높은 제한이 따로 있습니다. Chromium에서는 동시에 255개입니다. 같은 호스트로 여는 핸드셰이크는 하나씩 차례로 합니다.',
      },
    };
  },
} satisfies Claim<PastTheLimit>;
