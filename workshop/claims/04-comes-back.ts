import type { Claim } from '../claim.ts';
import type { CutLine } from '../experiments/cut-line.ts';

/** A line that was lost, in whichever way. An answer of a gateway is another thing. */
const LOST: ReadonlySet<string> = new Set(['reset', 'ended in order', 'server down']);

const seconds = (ms: number | null): { en: string; ko: string } =>
  ms === null
    ? { en: 'never', ko: '돌아오지 않음' }
    : { en: `${(ms / 1e3).toFixed(2)} s`, ko: `${(ms / 1e3).toFixed(2)}초` };
const NAMES = {
  reset: { en: 'reset', ko: 'RST' },
  'ended in order': { en: 'ended in order', ko: '정상 종료' },
  'server down': { en: 'refused for 2.5 s', ko: '2.5초 동안 연결 거부' },
  'gateway error': { en: 'gateway’s 502', ko: '게이트웨이 502' },
} as const;

export default {
  number: 4,
  statement: {
    en: 'The browser reconnects by itself when the connection is lost; WebSocket does not, the application must.',
    ko: '연결이 끊기면 브라우저가 알아서 다시 연결한다. WebSocket은 그러지 않으므로 애플리케이션이 해야 한다.',
  },
  experiment: 'cut-line',
  thresholds: {
    en: 'Holds: an EventSource is back after every ending, a reset, an end in order, a server that refuses for 2.5 s and a 502 of a gateway, and a WebSocket after none. With limits: an EventSource is back after a lost connection, but not after the 502. Does not hold: it is not back after a lost connection, or a WebSocket is.',
    ko: '성립: EventSource는 RST, 정상 종료, 2.5초 동안 연결을 거부한 서버, 게이트웨이 502 모두에서 돌아오고 WebSocket은 한 번도 돌아오지 않는다. 조건부 성립: 끊긴 뒤에는 돌아오지만 502 뒤에는 돌아오지 않는다. 불성립: 끊긴 뒤에 돌아오지 않거나 WebSocket이 돌아온다.',
  },
  judge({ endings }: CutLine) {
    const say = (api: 'eventSource' | 'webSocket', language: 'en' | 'ko'): string =>
      endings
        .map((one) => `${NAMES[one.ending][language]}: ${seconds(one[api].backAfterMs)[language]}`)
        .join(', ');
    const figure = {
      en: `EventSource back after ${say('eventSource', 'en')}; WebSocket after ${say('webSocket', 'en')}`,
      ko: `EventSource 재연결까지 ${say('eventSource', 'ko')}; WebSocket ${say('webSocket', 'ko')}`,
    };
    const socketBack = endings.some(({ webSocket }) => webSocket.backAfterMs !== null);
    const lost = endings.filter(({ ending }) => LOST.has(ending));
    const isBack = ({ eventSource }: (typeof endings)[number]): boolean => eventSource.backAfterMs !== null;
    if (socketBack || !lost.every(isBack)) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'After a lost connection the EventSource did not come back, or a WebSocket did.',
          ko: '연결이 끊긴 뒤 EventSource가 돌아오지 않았거나 WebSocket이 돌아왔습니다.',
        },
      };
    }
    if (endings.every(isBack)) {
      return {
        verdict: 'holds',
        figure,
        because: {
          en: 'The EventSource came back after every ending, the WebSocket after none.',
          ko: 'EventSource는 모든 경우에 돌아왔고 WebSocket은 한 번도 돌아오지 않았습니다.',
        },
      };
    }
    const isClosed = endings.every((one) => isBack(one) || one.eventSource.state === 'closed');
    const gaveUp = isClosed
      ? {
          en: 'closes it for good (readyState CLOSED), and then the application must open a new one',
          ko: '완전히 닫히고(readyState CLOSED), 그때는 애플리케이션이 새로 열어야 합니다',
        }
      : {
          en: 'keeps it away for longer than was watched, though it is not closed',
          ko: '닫히지는 않지만 지켜보는 동안 돌아오지 않습니다',
        };
    return {
      verdict: 'holds-with-limits',
      figure,
      because: {
        en: `An EventSource comes back after a lost connection, also where nobody listens for a while. But a single wrong answer while it tries, such as a proxy’s 502 during a restart, ${gaveUp.en}.`,
        ko: `EventSource는 연결이 끊기면 돌아오고, 한동안 아무도 받지 않아도 그렇습니다. 하지만 다시 연결하다가 잘못된 응답을 한 번이라도 받으면(재시작 중 프록시의 502 등) ${gaveUp.ko}.`,
      },
    };
  },
} satisfies Claim<CutLine>;
