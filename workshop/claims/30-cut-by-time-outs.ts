import type { Texts } from '../../lab/texts.ts';
import type { Claim } from '../claim.ts';
import type { ProxyTimeOuts } from '../experiments/proxy-time-outs.ts';

type Line = ProxyTimeOuts['lines'][number];

/** What a client can say. */
const SPOKEN: Readonly<Partial<Record<Line['speaks'], Texts>>> = {
  'client’s requests beside it': { en: 'requests beside it', ko: '옆의 요청' },
  'client’s pings': { en: 'pings', ko: '핑' },
  'client’s messages': { en: 'messages', ko: '메시지' },
};

export default {
  number: 30,
  statement: {
    en: 'Layer-7 load balancers cut long-lived streams by their time-outs, and the client cannot keep the connection alive.',
    ko: 'L7 로드 밸런서는 제한 시간이 지나면 오래 열린 스트림을 끊고, 클라이언트 쪽에서는 연결을 유지할 방법이 없다.',
  },
  experiment: 'proxy-time-outs',
  thresholds: {
    en: 'Holds: every stream on which nobody speaks is cut, and none lives because its client speaks. With limits: silent streams are cut, but a client that speaks keeps one or more alive. Does not hold: a silent stream lives on.',
    ko: '성립: 아무것도 오가지 않는 스트림은 모두 끊기고, 클라이언트가 무언가 보내서 유지되는 것은 없다. 조건부 성립: 조용한 스트림은 끊기지만 클라이언트가 무언가 보내면 유지되는 것이 있다. 불성립: 조용한 스트림이 끊기지 않는다.',
  },
  judge({ lines, limitMs, watchedMs }: ProxyTimeOuts) {
    const lives = ({ cutAfterMs }: Line): boolean => cutAfterMs === null;
    const silent = lines.filter(({ speaks }) => speaks === 'nobody');
    const byServer = lines.filter(({ speaks }) => speaks === 'server');
    const byClient = lines.filter(({ speaks }) => speaks !== 'nobody' && speaks !== 'server');
    const share = (some: readonly Line[]): string => `${some.filter(lives).length}/${some.length}`;
    const sse = byClient.filter(({ stream }) => stream !== 'WebSocket');
    const webSocket = byClient.filter(({ stream }) => stream === 'WebSocket');
    const cuts = silent.flatMap(({ cutAfterMs }) => (cutAfterMs === null ? [] : [cutAfterMs]));
    const seconds = (ms: number): string => (ms / 1e3).toFixed(1);
    const cut = cuts.length === 0 ? undefined : `${seconds(Math.min(...cuts))}–${seconds(Math.max(...cuts))}`;
    const figure = {
      en: `Time-out ${seconds(limitMs)} s, watched for ${seconds(watchedMs)} s behind nginx and HAProxy. Alive: silent ${share(silent)}${cut === undefined ? '' : ` (cut after ${cut} s)`}, with the server’s heartbeats ${share(byServer)}, SSE whose client speaks ${share(sse)}, WebSocket whose client speaks ${share(webSocket)}`,
      ko: `제한 ${seconds(limitMs)}초, nginx와 HAProxy 뒤에서 ${seconds(watchedMs)}초 관찰. 살아남음: 조용함 ${share(silent)}${cut === undefined ? '' : `(${cut}초 뒤 끊김)`}, 서버 하트비트 ${share(byServer)}, 클라이언트가 신호를 보내는 SSE ${share(sse)}, 클라이언트가 신호를 보내는 WebSocket ${share(webSocket)}`,
    };
    if (silent.some(lives)) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'A stream on which nobody said anything was not cut while it was watched.',
          ko: '아무것도 오가지 않는 스트림이 관찰하는 동안 끊기지 않았습니다.',
        },
      };
    }
    if (!byClient.some(lives)) {
      return {
        verdict: 'holds',
        figure,
        because: {
          en: 'Silent streams were cut, and nothing that a client said kept one alive.',
          ko: '조용한 스트림은 끊겼고, 클라이언트가 무엇을 보내도 유지할 수 없었습니다.',
        },
      };
    }
    const keptBy = (language: 'en' | 'ko'): string => {
      const kept = byClient.filter(lives).map((one) => `${one.stream} (${SPOKEN[one.speaks]?.[language]})`);
      return [...new Set(kept)].join(', ');
    };
    const tail = {
      en: `Kept alive by its client: ${keptBy('en')}; a page can send messages on a WebSocket, and no pings. These are idle time-outs: against a limit on the total time nothing helps but reconnecting.`,
      ko: `클라이언트 덕분에 유지된 것: ${keptBy('ko')}. 페이지는 WebSocket으로 메시지는 보내도 핑은 보내지 못합니다. 여기서 잰 것은 유휴 제한입니다. 전체 시간 제한에 걸리면 다시 연결하는 수밖에 없습니다.`,
    };
    return {
      verdict: 'holds-with-limits',
      figure,
      because: sse.some(lives)
        ? {
            en: `What a client says keeps some streams alive. ${tail.en}`,
            ko: `클라이언트가 보낸 것으로 유지되는 스트림이 있습니다. ${tail.ko}`,
          }
        : {
            en: `For an event stream it is true: the proxy waits for the server, and neither requests beside the stream nor pings of HTTP/2 count as its answer${byServer.every(lives) ? '; the server’s heartbeats do' : ''}. ${tail.en}`,
            ko: `이벤트 스트림에는 맞는 말입니다. 프록시는 서버를 기다리므로 스트림 옆의 요청이나 HTTP/2 핑은 소용이 없${byServer.every(lives) ? '고, 서버의 하트비트는 효과가 있' : ''}습니다. ${tail.ko}`,
          },
    };
  },
} satisfies Claim<ProxyTimeOuts>;
