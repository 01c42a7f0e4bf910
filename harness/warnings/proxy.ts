import type { WarningRule } from './warning-rule.ts';

/** The server counts its own end, and that is the proxy's connections where clients reach it through one. */
export const behindProxy: WarningRule = {
  code: 'behind-proxy',
  fatal: false,
  find({ plan }) {
    if (plan.via === undefined) return;
    return {
      seen: {
        en: `Behind ${plan.via} the server counted the proxy’s connections, and not the clients’.`,
        ko: `${plan.via} 뒤의 서버는 클라이언트가 아니라 프록시가 맺은 연결을 셉니다.`,
      },
      why: {
        en: 'TCP connections, TLS handshakes, HTTP requests and streams, and bytes are those between proxy and server, in cleartext; CPU and memory of the server are without TLS.',
        ko: 'TCP 연결, TLS 핸드셰이크, HTTP 요청과 스트림, 바이트는 프록시와 서버 사이의 평문 통신의 값이며, 서버의 CPU와 메모리에는 TLS가 빠져 있습니다.',
      },
      remedy: {
        en: 'Add the proxy’s own CPU and memory to what the server costs; latencies and deliveries are the clients’ own and compare as they are.',
        ko: '서버 비용에 프록시 자체의 CPU와 메모리를 더해서 보세요. 지연과 전달 수는 클라이언트가 잰 값이라 그대로 비교할 수 있습니다.',
      },
    };
  },
};
