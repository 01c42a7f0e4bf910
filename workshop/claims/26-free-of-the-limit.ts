import type { Claim } from '../claim.ts';
import type { PastTheLimit } from '../experiments/past-the-limit.ts';

/** Not of this experiment: seen in Firefox ESR 153, the waiting also by the lesson’s own test. */
const FIREFOX = {
  en: 'Firefox is otherwise (ESR 153, not part of this figure): a handshake needs one of the six connections and waits while streams hold them all; with one of them free 200 opened, its setting network.websocket.max-connections.',
  ko: 'Firefox는 다릅니다(ESR 153, 이 수치에는 없음). 핸드셰이크에 연결 여섯 개 중 하나가 필요해 스트림이 다 차지하고 있으면 기다리고, 하나가 비면 network.websocket.max-connections 설정대로 200개까지 열렸습니다.',
};

export default {
  number: 26,
  statement: {
    en: 'WebSocket is free of the browser’s connection limit.',
    ko: 'WebSocket은 브라우저의 연결 수 제한을 받지 않는다.',
  },
  experiment: 'past-the-limit',
  thresholds: {
    en: 'Six EventSources of the page fill the pool of connections to the host. Holds: all 260 WebSockets open beside them. With limits: fewer, but more than EventSources over HTTP/1.1. Does not hold: no more than those.',
    ko: '페이지의 EventSource 여섯 개로 그 호스트의 연결 풀을 채운다. 성립: 그 곁에서 WebSocket 260개가 모두 열린다. 조건부 성립: 그보다 적지만 HTTP/1.1의 EventSource보다는 많다. 불성립: 그보다 많지 않다.',
  },
  judge({ webSockets, http1Streams }) {
    const { open, tried, besideStreams } = webSockets;
    const isMore = open > http1Streams.open;
    const cap = {
      en: open < tried ? ` But WebSockets have a limit of their own: here ${open} at once.` : '',
      ko: open < tried ? ` 다만 WebSocket만의 제한이 따로 있어 여기서는 동시에 ${open}개입니다.` : '',
    };
    return {
      verdict: open === tried ? 'holds' : isMore ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `${open} of ${tried} WebSockets open beside ${besideStreams} EventSources to the same host over HTTP/1.1; of EventSources alone ${http1Streams.open} of ${http1Streams.tried}`,
        ko: `HTTP/1.1로 같은 호스트에 열린 EventSource ${besideStreams}개 곁에서 WebSocket ${tried}개 중 ${open}개가 열림. EventSource만이라면 ${http1Streams.tried}개 중 ${http1Streams.open}개`,
      },
      because: isMore
        ? {
            en: `In Chromium, which was measured, WebSockets stand outside the pool of connections to a host.${cap.en} ${FIREFOX.en}`,
            ko: `측정한 Chromium에서 WebSocket은 호스트당 연결 풀에 들지 않습니다.${cap.ko} ${FIREFOX.ko}`,
          }
        : {
            en: 'With the pool of connections to the host full, WebSockets fared no better than EventSources.',
            ko: '호스트의 연결 풀이 차 있으면 WebSocket도 EventSource보다 더 열리지 않았습니다.',
          },
    };
  },
} satisfies Claim<PastTheLimit>;
