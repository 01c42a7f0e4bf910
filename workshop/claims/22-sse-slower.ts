import type { Claim } from '../claim.ts';
import type { SseWebSocket } from '../experiments/sse-websocket.ts';

/** At the median; less than a quarter of a few milliseconds is nothing that anybody could notice. */
const SLOWER = 1.25;

const said = {
  lower: { en: 'lower', ko: '낮음' },
  higher: { en: 'higher', ko: '높음' },
  indistinguishable: { en: 'indistinguishable', ko: '구분되지 않음' },
  unknown: { en: 'unknown', ko: '알 수 없음' },
} as const;
const isSlower = ({ latency }: SseWebSocket['http1']): boolean =>
  latency.verdict === 'higher' && (latency.ratio ?? 0) >= SLOWER;
const x = (ratio: number | null): string => (ratio === null ? '?' : `${ratio.toFixed(2)}×`);

export default {
  number: 22,
  statement: { en: 'SSE is slower than WebSocket.', ko: 'SSE는 WebSocket보다 느리다.' },
  experiment: 'sse-websocket',
  thresholds: {
    en: 'Slower: the lab’s comparison (95 % for all figures together, differences within 3 % not counted) says that SSE’s median delivery latency is higher, and it is at least 1.25×. Holds: over HTTP/1.1 and HTTP/2. With limits: over one of them. Does not hold: over neither.',
    ko: '느리다: 이 실험실의 비교(모든 수치를 합쳐 95 %, 3 % 이내 차이는 무시)가 SSE의 지연 중앙값이 높다고 말하고, 1.25배 이상이다. 성립: HTTP/1.1과 HTTP/2 모두에서. 조건부 성립: 한쪽에서만. 불성립: 어느 쪽도 아니다.',
  },
  judge({ http1, http2, blocks }) {
    const slower = [http1, http2].filter(isSlower).length;
    const cpu = ({ sse, websocket }: SseWebSocket['http1']): string =>
      `${sse.serverCpuUsPerDelivery.toFixed(0)} / ${websocket.serverCpuUsPerDelivery.toFixed(0)} µs`;
    const bytes = ({ sse, websocket }: SseWebSocket['http1']): string =>
      `${Math.round(sse.bytesPerDelivery)} / ${Math.round(websocket.bytesPerDelivery)}`;
    return {
      verdict: slower === 2 ? 'holds' : slower === 1 ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `latency SSE ÷ WebSocket: ${x(http1.latency.ratio)} over HTTP/1.1 (${said[http1.latency.verdict].en}), ${x(http2.latency.ratio)} over HTTP/2 (${said[http2.latency.verdict].en})`,
        ko: `지연 SSE ÷ WebSocket: HTTP/1.1 ${x(http1.latency.ratio)}(${said[http1.latency.verdict].ko}), HTTP/2 ${x(http2.latency.ratio)}(${said[http2.latency.verdict].ko})`,
      },
      because: {
        en: `Both are one write into an open connection. Server CPU per delivery, SSE / WebSocket: ${cpu(http1)} over HTTP/1.1 (${said[http1.cpu.verdict].en}), ${cpu(http2)} over HTTP/2 (${said[http2.cpu.verdict].en}); bytes ${bytes(http1)} and ${bytes(http2)}. ${blocks} blocks on loopback: they would show a large difference, not a small one. The first event, and what clients send, are other questions.`,
        ko: `둘 다 열린 연결에 한 번 쓰는 일입니다. 전달당 서버 CPU(SSE / WebSocket)는 HTTP/1.1에서 ${cpu(http1)}(${said[http1.cpu.verdict].ko}), HTTP/2에서 ${cpu(http2)}(${said[http2.cpu.verdict].ko}), 바이트는 ${bytes(http1)}, ${bytes(http2)}입니다. 루프백의 블록 ${blocks}개는 큰 차이는 보여도 작은 차이는 보이지 못합니다. 첫 이벤트와 클라이언트의 송신은 별개의 문제입니다.`,
      },
    };
  },
} satisfies Claim<SseWebSocket>;
