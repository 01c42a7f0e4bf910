import type { Claim } from '../claim.ts';
import { DEARER, FRAME_MS, isAlike, isSlower, type SseWebSocket } from '../experiments/sse-websocket.ts';
import { sayBusy } from '../figures.ts';

type Version = SseWebSocket['http1'];

const range = ({ low, high }: Version['laterMs'], digits: number): string =>
  `${low.toFixed(digits)} … ${high.toFixed(digits)}`.replaceAll('-', '−');
const both = (one: number, other: number, digits: number): string =>
  `${one.toFixed(digits)} / ${other.toFixed(digits)}`;
const detail = ({ sse, websocket }: Version): string =>
  [
    `${both(sse.deliveryP50Ms, websocket.deliveryP50Ms, 1)} ms`,
    `${both(sse.serverCpuUsPerDelivery, websocket.serverCpuUsPerDelivery, 0)} µs`,
    `${both(sse.bytesPerDelivery, websocket.bytesPerDelivery, 0)} B`,
  ].join(', ');

export default {
  number: 22,
  statement: { en: 'SSE is slower than WebSocket.', ko: 'SSE는 WebSocket보다 느리다.' },
  experiment: 'sse-websocket',
  thresholds: {
    en: `Slower: by more than ${FRAME_MS} ms at the median, which is one frame of a screen, or by more than ${DEARER}× the server’s CPU per delivery, with the whole interval (95 % for all four together). Holds: over HTTP/1.1 and HTTP/2. Does not hold: over both, all intervals end below these limits. With limits: slower over one of them.`,
    ko: `느리다: 중앙값이 화면의 한 프레임인 ${FRAME_MS} ms보다 더 늦거나, 전달당 서버 CPU가 ${DEARER}배보다 크다. 구간(네 구간을 합쳐 95 %) 전체가 그래야 한다. 성립: HTTP/1.1과 HTTP/2 모두에서 느리다. 불성립: 두 버전 모두에서 모든 구간이 이 한계 아래에서 끝난다. 조건부 성립: 한쪽에서만 느리다.`,
  },
  judge({ http1, http2, blocks, clients, busy }) {
    const versions = [http1, http2];
    return {
      verdict: versions.every(isSlower)
        ? 'holds'
        : versions.every(isAlike)
          ? 'does-not-hold'
          : 'holds-with-limits',
      figure: {
        en: `SSE − WebSocket at the median: ${range(http1.laterMs, 1)} ms over HTTP/1.1, ${range(http2.laterMs, 1)} ms over HTTP/2; server CPU SSE ÷ WebSocket: ${range(http1.cpuRatio, 2)} and ${range(http2.cpuRatio, 2)}`,
        ko: `중앙값의 SSE − WebSocket: HTTP/1.1 ${range(http1.laterMs, 1)} ms, HTTP/2 ${range(http2.laterMs, 1)} ms. 서버 CPU SSE ÷ WebSocket: ${range(http1.cpuRatio, 2)}, ${range(http2.cpuRatio, 2)}`,
      },
      because: {
        en: `Both are one write into an open connection. SSE / WebSocket over HTTP/1.1: ${detail(http1)}; over HTTP/2: ${detail(http2)} (median latency, server CPU and bytes per delivery; ${clients} clients, ${blocks} blocks on loopback). The first event, and what clients send, are other questions.${sayBusy(busy).en}`,
        ko: `둘 다 열린 연결에 한 번 쓰는 일입니다. SSE / WebSocket은 HTTP/1.1에서 ${detail(http1)}, HTTP/2에서 ${detail(http2)}입니다(지연 중앙값, 전달당 서버 CPU와 바이트. 클라이언트 ${clients}개, 루프백에서 블록 ${blocks}개). 첫 이벤트와 클라이언트의 송신은 별개의 문제입니다.${sayBusy(busy).ko}`,
      },
    };
  },
} satisfies Claim<SseWebSocket>;
