import type { Claim } from '../claim.ts';
import type { TabLife } from '../experiments/tab-life.ts';

/** What one stream for each tab looks like: open after the step, opened and closed in it. */
const STREAMS = [
  [1, 1, 0],
  [2, 1, 0],
  [2, 1, 1],
  [1, 0, 1],
];

export default {
  number: 11,
  statement: {
    en: 'One tab is one connection: a new tab adds one, a reload closes one and opens one, closing the tab ends it.',
    ko: '탭 하나가 연결 하나다. 새 탭은 하나를 더하고, 새로고침은 하나를 닫고 하나를 열며, 탭을 닫으면 끝난다.',
  },
  experiment: 'tab-life',
  thresholds: {
    en: 'Holds: over both HTTP versions streams and TCP connections go 1, 2, 2, 1, and the reload closes one stream and opens one. With limits: the streams do over both, the TCP connections over HTTP/1.1 alone. Does not hold: anything else.',
    ko: '성립: 두 HTTP 버전 모두 스트림과 TCP 연결이 1, 2, 2, 1로 변하고 새로고침이 스트림 하나를 닫고 하나를 연다. 조건부 성립: 스트림은 둘 다 그렇지만 TCP 연결은 HTTP/1.1만 그렇다. 불성립: 그 밖의 경우.',
  },
  judge({ versions }: TabLife) {
    const say = (of: 'streams' | 'connections'): string =>
      versions
        .map(({ http, steps }) => `HTTP/${http} ${steps.map((step) => step[of]).join(', ')}`)
        .join('; ');
    const figure = {
      en: `streams: ${say('streams')}. TCP connections under them: ${say('connections')}`,
      ko: `스트림: ${say('streams')}. 그 아래 TCP 연결: ${say('connections')}`,
    };
    const streamsDo = versions.every(({ steps }) =>
      steps.every(({ streams, opened, closed }, place) =>
        [streams, opened, closed].every((count, index) => count === STREAMS[place]?.[index]),
      ),
    );
    const connectionsDo = ({ steps }: TabLife['versions'][number]): boolean =>
      steps.every(({ connections, streams }) => connections === streams);
    const overHttp1 = versions.filter(({ http }) => http === '1.1').every(connectionsDo);
    if (!streamsDo || !overHttp1) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: streamsDo
          ? {
              en: 'Over HTTP/1.1 streams and TCP connections do not come and go together.',
              ko: 'HTTP/1.1에서 스트림과 TCP 연결이 함께 생기고 사라지지 않습니다.',
            }
          : {
              en: 'Tabs and streams do not come and go together.',
              ko: '탭과 스트림이 함께 생기고 사라지지 않습니다.',
            },
      };
    }
    if (versions.every(connectionsDo)) {
      return {
        verdict: 'holds',
        figure,
        because: { en: 'Each tab has a connection of its own.', ko: '탭마다 자기 연결이 있습니다.' },
      };
    }
    return {
      verdict: 'holds-with-limits',
      figure,
      because: {
        en: 'One tab is one stream, and over HTTP/1.1 one TCP connection; over HTTP/2 it is not a connection each, because tabs of a browser share one. A SharedWorker lets tabs share even the stream.',
        ko: '탭 하나는 스트림 하나이고 HTTP/1.1에서는 TCP 연결도 하나씩입니다. HTTP/2에서는 한 브라우저의 탭들이 연결을 나눠 쓰므로 하나씩이 아닙니다. SharedWorker를 쓰면 스트림까지 나눠 쓸 수 있습니다.',
      },
    };
  },
} satisfies Claim<TabLife>;
