import type { Claim } from '../claim.ts';
import type { FirstEvent } from '../experiments/first-event.ts';

type Cell = FirstEvent['cells'][number];

export default {
  number: 37,
  statement: {
    en: 'Setting up SSE costs as much as WebSocket’s handshake.',
    ko: 'SSE를 여는 비용은 WebSocket 핸드셰이크와 같다.',
  },
  experiment: 'first-event',
  thresholds: {
    en: 'Round trips to the first event, rounded. Holds: SSE and WebSocket take equally many over HTTP/1.1 and HTTP/2, on new and on reused connections. With limits: on a new connection over HTTP/1.1 they do, but not everywhere. Does not hold: not there either.',
    ko: '첫 이벤트까지의 왕복 횟수(반올림). 성립: HTTP/1.1과 HTTP/2, 새 연결과 기존 연결 모두에서 SSE와 WebSocket이 같다. 조건부 성립: HTTP/1.1의 새 연결에서는 같지만 어디서나 같지는 않다. 불성립: 거기서도 다르다.',
  },
  judge({ cells }: FirstEvent) {
    const of = (
      transport: string,
      { http, connection }: Pick<Cell, 'http' | 'connection'>,
    ): Cell | undefined =>
      cells.find(
        (cell) => cell.transport === transport && cell.http === http && cell.connection === connection,
      );
    const places = cells.filter(({ transport }) => transport === 'sse');
    const differs = (place: Cell): boolean => place.roundTrips !== of('websocket', place)?.roundTrips;
    const say = (language: 'en' | 'ko'): string =>
      places
        .map((place) => {
          const connection = { new: { en: 'new', ko: '새 연결' }, reused: { en: 'reused', ko: '기존 연결' } };
          return `HTTP/${place.http} ${connection[place.connection][language]}: ${place.roundTrips} / ${of('websocket', place)?.roundTrips}`;
        })
        .join('; ');
    const figure = {
      en: `round trips to the first event over TLS, SSE / WebSocket: ${say('en')}`,
      ko: `TLS에서 첫 이벤트까지의 왕복 횟수, SSE / WebSocket: ${say('ko')}`,
    };
    const first = places.filter(({ http, connection }) => http === '1.1' && connection === 'new');
    if (first.some(differs)) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'Even on a new connection over HTTP/1.1 one of them takes a round trip more.',
          ko: 'HTTP/1.1의 새 연결에서도 한쪽의 왕복이 한 번 더 많습니다.',
        },
      };
    }
    if (!places.some(differs)) {
      return {
        verdict: 'holds',
        figure,
        because: {
          en: 'They take equally many round trips everywhere.',
          ko: '어디서나 왕복 횟수가 같습니다.',
        },
      };
    }
    const costsMore = (http: Cell['http'], connection: Cell['connection']): boolean =>
      places.some(
        (place) =>
          place.http === http &&
          place.connection === connection &&
          (of('websocket', place)?.roundTrips ?? 0) > place.roundTrips,
      );
    const more = [
      ...(costsMore('1.1', 'reused')
        ? [
            {
              en: 'SSE can take a connection that is already there, and a WebSocket over HTTP/1.1 always pays for one of its own.',
              ko: 'SSE는 이미 있는 연결을 쓸 수 있지만 HTTP/1.1의 WebSocket은 언제나 자기 연결을 새로 엽니다.',
            },
          ]
        : []),
      ...(costsMore('2', 'new')
        ? [
            {
              en: 'Over a new HTTP/2 connection the client, here the lab’s own, must wait for the server’s SETTINGS_ENABLE_CONNECT_PROTOCOL before it may ask (RFC 8441, 3). Chromium does not: it takes an HTTP/2 connection only where one stands that has said so, and else opens one over HTTP/1.1.',
              ko: '새 HTTP/2 연결에서는 클라이언트(여기서는 실험실의 것)가 요청하기 전에 서버의 SETTINGS_ENABLE_CONNECT_PROTOCOL을 기다려야 합니다(RFC 8441, 3절). Chromium은 기다리지 않고, 이를 이미 알린 HTTP/2 연결이 있을 때만 그것을 쓰며 없으면 HTTP/1.1로 엽니다.',
            },
          ]
        : []),
    ];
    return {
      verdict: 'holds-with-limits',
      figure,
      because: {
        en: ['On a new connection over HTTP/1.1 both pay the same.', ...more.map(({ en }) => en)].join(' '),
        ko: ['HTTP/1.1의 새 연결에서는 둘이 같습니다.', ...more.map(({ ko }) => ko)].join(' '),
      },
    };
  },
} satisfies Claim<FirstEvent>;
