import type { Claim } from '../claim.ts';
import type { OnTheWay } from '../experiments/on-the-way.ts';

type Passed = OnTheWay['proxies'][number]['sse'];
const gotThrough = ({ expected, received }: Passed): boolean => expected > 0 && received === expected;

export default {
  number: 24,
  statement: {
    en: 'WebSocket leaves HTTP after the handshake and needs its own protocol handling everywhere on the way.',
    ko: 'WebSocket은 핸드셰이크 뒤 HTTP를 벗어나므로, 경로의 모든 장비가 이 프로토콜을 따로 처리해야 한다.',
  },
  experiment: 'on-the-way',
  thresholds: {
    en: 'Holds: a WebSocket gets through no proxy that was not configured for it, while SSE gets through all. With limits: one or more of them stop it, but not all do, or SSE is stopped too. Does not hold: none of them does.',
    ko: '성립: 따로 설정하지 않은 프록시는 WebSocket을 하나도 통과시키지 않지만 SSE는 모두 통과한다. 조건부 성립: 설정하지 않은 프록시 중 일부만 막거나, SSE도 막힌다. 불성립: 어느 것도 막지 않는다.',
  },
  judge({ proxies }) {
    const untold = proxies.filter(({ isTold }) => !isTold);
    const stopped = untold.filter(({ websocket }) => !gotThrough(websocket));
    const sseThrough = proxies.filter(({ sse }) => gotThrough(sse)).length;
    const namesOf = (some: typeof proxies): string => some.map(({ proxy }) => proxy).join(', ');
    const list = namesOf(stopped);
    const passing = namesOf(untold.filter(({ websocket }) => gotThrough(websocket)));
    const holds = stopped.length === untold.length && sseThrough === proxies.length;
    return {
      verdict: holds ? 'holds' : stopped.length > 0 ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `WebSocket stopped by ${stopped.length} of ${untold.length} proxies that were not configured for it${list && ` (${list})`}; SSE through ${sseThrough} of ${proxies.length}`,
        ko: `설정하지 않은 프록시 ${untold.length}개 중 ${stopped.length}개가 WebSocket을 막음${list && ` (${list})`}. SSE는 ${proxies.length}개 중 ${sseThrough}개 통과`,
      },
      because: {
        en: `After 101 Switching Protocols the connection carries frames, so each hop has to pass the Upgrade on and then tunnel.${list && ` Has to be configured for it: ${list}.`}${passing && ` Does it by itself: ${passing}.`} Over HTTP/2 a WebSocket is one stream of the connection (RFC 8441), where the proxy supports that.`,
        ko: `101 Switching Protocols 뒤에는 연결에 프레임이 흐르므로 거치는 프록시마다 Upgrade를 전달하고 그 뒤로는 터널처럼 통과시켜야 합니다.${list && ` 따로 설정해야 하는 것: ${list}.`}${passing && ` 알아서 하는 것: ${passing}.`} HTTP/2에서는 프록시가 지원하면 WebSocket도 HTTP/2 스트림 하나로 흐릅니다(RFC 8441).`,
      },
    };
  },
} satisfies Claim<OnTheWay>;
