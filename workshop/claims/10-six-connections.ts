import type { Claim } from '../claim.ts';
import type { ConnectionLimit } from '../experiments/connection-limit.ts';

const SIX = 6;
const HUNDRED = 100;
/** What Chromium takes of a server that states more. */
const CHROMIUM_MOST = 256;

export default {
  number: 10,
  statement: {
    en: 'At most 6 connections per domain over HTTP/1.1, about 100 streams over HTTP/2; and the limit is no peculiarity of SSE: once it is reached, ordinary requests to the domain hang too.',
    ko: '도메인당 연결은 HTTP/1.1에서 최대 6개, HTTP/2에서 스트림 약 100개다. 이 제한은 SSE만의 것이 아니어서, 다 차면 그 도메인으로 가는 일반 요청도 멈춘다.',
  },
  experiment: 'connection-limit',
  thresholds: {
    en: `Holds: over HTTP/1.1 exactly ${SIX} streams and exactly ${SIX} held requests are open and a further fetch hangs, and over HTTP/2 ${HUNDRED} streams, whatever the server states. With limits: the same over HTTP/1.1, and over HTTP/2 ${HUNDRED} where the server states nothing, else as many as it states, up to ${CHROMIUM_MOST}. Does not hold: anything else.`,
    ko: `성립: HTTP/1.1에서 스트림도 응답 대기 요청도 정확히 ${SIX}개만 열리고 그다음 fetch가 멈추며, HTTP/2에서는 서버가 뭐라고 밝히든 ${HUNDRED}개다. 조건부 성립: HTTP/1.1은 같고 HTTP/2에서는 서버가 밝히지 않으면 ${HUNDRED}개, 밝히면 그 수만큼 ${CHROMIUM_MOST}개까지 열린다. 불성립: 그 밖의 경우.`,
  },
  judge({ http1, http2 }: ConnectionLimit) {
    const [streams, held, sockets] = http1;
    const isFull = (one: ConnectionLimit['http1'][number] | undefined, limit: number): boolean =>
      one !== undefined && one.open === limit && !one.fetchAnswered;
    const overHttp2 = (none: string): string =>
      http2.map(({ open, statedStreams }) => `${open} (${statedStreams ?? none})`).join(', ');
    const figure = {
      en: `HTTP/1.1: ${streams?.open} of ${streams?.tried} ${streams?.kind}s, ${held?.open} of ${held?.tried} held requests, ${sockets?.open} of ${sockets?.tried} WebSockets; HTTP/2 streams (as stated by the server): ${overHttp2('nothing')}`,
      ko: `HTTP/1.1: ${streams?.kind} ${streams?.tried}개 중 ${streams?.open}개, 응답 대기 요청 ${held?.tried}개 중 ${held?.open}개, WebSocket ${sockets?.tried}개 중 ${sockets?.open}개; HTTP/2 스트림(서버가 밝힌 수): ${overHttp2('없음')}`,
    };
    const six = isFull(streams, SIX) && isFull(held, SIX);
    if (six && http2.every((one) => isFull(one, HUNDRED))) {
      return {
        verdict: 'holds',
        figure,
        because: {
          en: 'Six connections, a hundred streams, and then everything to that server waits.',
          ko: '연결 여섯 개, 스트림 백 개가 차면 그 서버로 가는 것은 모두 기다립니다.',
        },
      };
    }
    const inChromium = (stated: number | null): number => Math.min(stated ?? HUNDRED, CHROMIUM_MOST);
    if (six && http2.every((one) => isFull(one, inChromium(one.statedStreams)))) {
      return {
        verdict: 'holds-with-limits',
        figure,
        because: {
          en: `Over HTTP/1.1 it is six, shared by streams and ordinary requests. Over HTTP/2 a hundred is what Chromium opens where the server states nothing, as Node’s does by default; else it opens as many as the server states in its SETTINGS, but no more than ${CHROMIUM_MOST}.`,
          ko: `HTTP/1.1에서는 여섯 개이며 스트림과 일반 요청이 나눠 씁니다. HTTP/2에서 100은 서버가 아무 수도 밝히지 않을 때(Node의 기본 동작) Chromium이 여는 수입니다. 서버가 SETTINGS로 밝히면 그 수만큼 열지만 ${CHROMIUM_MOST}개를 넘지 않습니다.`,
        },
      };
    }
    return {
      verdict: 'does-not-hold',
      figure,
      because: {
        en: 'Other numbers are open, or an ordinary request was answered all the same.',
        ko: '열린 수가 다르거나, 다 찬 뒤에도 일반 요청이 응답을 받았습니다.',
      },
    };
  },
} satisfies Claim<ConnectionLimit>;
