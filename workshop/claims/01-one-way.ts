import type { Claim } from '../claim.ts';
import type { WayBack } from '../experiments/way-back.ts';

export default {
  number: 1,
  statement: {
    en: 'SSE flows one way: the client cannot send on the open stream; a message back is another HTTP request, on another connection (HTTP/1.1) or the same one (HTTP/2).',
    ko: 'SSE는 한 방향으로만 흐른다. 클라이언트는 열린 스트림으로 보낼 수 없고, 클라이언트가 보내는 메시지는 별도의 HTTP 요청이며 HTTP/1.1에서는 다른 연결로, HTTP/2에서는 같은 연결로 간다.',
  },
  experiment: 'way-back',
  thresholds: {
    en: 'Holds: the stream has nothing to send by, each message took a request of its own, over HTTP/1.1 none of them came on the stream’s connection and over HTTP/2 all. With limits: requests are needed, but they use other connections than that, or not all messages arrive within 5 s. Does not hold: messages arrive without requests.',
    ko: '성립: 스트림에는 보낼 방법이 없고 메시지마다 요청이 하나씩 필요하며, HTTP/1.1에서는 스트림의 연결로 온 요청이 없고 HTTP/2에서는 모두 그 연결로 온다. 조건부 성립: 요청은 필요하지만 쓰는 연결이 그와 다르거나 5초 안에 도착하지 않은 메시지가 있다. 불성립: 요청 없이 메시지가 도착한다.',
  },
  judge({ messages, versions }: WayBack) {
    const say = (language: 'en' | 'ko'): string =>
      versions
        .map(({ http, arrived, requests, onStreamsConnection }) =>
          language === 'en'
            ? `HTTP/${http}: ${arrived} arrived by ${requests} requests, ${onStreamsConnection} on the stream’s connection`
            : `HTTP/${http}: 요청 ${requests}번으로 ${arrived}개 도착, 스트림의 연결로 ${onStreamsConnection}번`,
        )
        .join('; ');
    const figure = {
      en: `${messages} messages back. ${say('en')}`,
      ko: `메시지 ${messages}개. ${say('ko')}`,
    };
    const canSend = versions.some(({ hasSend }) => hasSend);
    if (canSend || versions.some(({ requests, arrived }) => requests < arrived)) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: canSend
          ? { en: 'What follows the stream has a send().', ko: '스트림을 구독하는 객체에 send()가 있습니다.' }
          : {
              en: 'Messages went back without a request for each.',
              ko: '메시지마다 요청이 필요하지 않았습니다.',
            },
      };
    }
    const asSaid = versions.every(
      ({ http, requests, arrived, onStreamsConnection }) =>
        arrived === messages &&
        requests === messages &&
        onStreamsConnection === (http === '2' ? messages : 0),
    );
    return {
      verdict: asSaid ? 'holds' : 'holds-with-limits',
      figure,
      because: asSaid
        ? {
            en: 'An EventSource has no send(). Each message back is a request: over HTTP/1.1 beside the stream, which keeps its connection to itself; over HTTP/2 as one more stream of the same connection.',
            ko: 'EventSource에는 send()가 없습니다. 페이지가 보내는 메시지마다 요청이 하나이고, HTTP/1.1에서는 스트림이 연결을 독차지하므로 다른 연결로, HTTP/2에서는 같은 연결의 또 다른 스트림으로 갑니다.',
          }
        : {
            en: 'An EventSource has no send(), and a message back is a request; but not all came in time, or they came on other connections than is said.',
            ko: 'EventSource에는 send()가 없고 페이지가 보내는 메시지는 요청입니다. 그러나 제때 오지 않은 것이 있거나, 주장과 다른 연결로 왔습니다.',
          },
    };
  },
} satisfies Claim<WayBack>;
