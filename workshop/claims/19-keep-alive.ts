import type { Claim } from '../claim.ts';
import type { KeepAlive } from '../experiments/keep-alive.ts';

const EACH = 0.9;
const EXPENSIVE = 1.3;
const times = (ratio: number): string => ratio.toFixed(1);

export default {
  number: 19,
  statement: {
    en: 'Without keep-alive (HTTP/1.0 style) every poll pays a TCP handshake, and that is expensive.',
    ko: 'keep-alive가 없으면(HTTP/1.0 방식) 폴링할 때마다 TCP 핸드셰이크를 새로 하며, 그 비용이 크다.',
  },
  experiment: 'keep-alive',
  thresholds: {
    en: `Expensive: at least ${EXPENSIVE}× the server’s CPU per poll. Holds: without keep-alive there is a connection for at least nine of ten polls, and it is expensive in cleartext and over TLS. With limits: over TLS alone. Does not hold: otherwise.`,
    ko: `비싸다: 폴링당 서버 CPU가 ${EXPENSIVE}배 이상. 성립: keep-alive 없이는 폴링 열 번 중 아홉 번 이상이 연결을 새로 열고, 평문과 TLS 모두에서 비싸다. 조건부 성립: TLS에서만 비싸다. 불성립: 그 밖.`,
  },
  judge({ cleartext, tls }) {
    const each = [cleartext, tls].every(({ fresh }) => fresh.connectionsPerPoll >= EACH);
    const verdict =
      !each || tls.cpuRatio < EXPENSIVE
        ? 'does-not-hold'
        : cleartext.cpuRatio >= EXPENSIVE
          ? 'holds'
          : 'holds-with-limits';
    return {
      verdict,
      figure: {
        en: `server CPU per poll without keep-alive: ${times(cleartext.cpuRatio)}× in cleartext, ${times(tls.cpuRatio)}× over TLS`,
        ko: `keep-alive 없을 때 폴링당 서버 CPU: 평문 ${times(cleartext.cpuRatio)}배, TLS ${times(tls.cpuRatio)}배`,
      },
      because: {
        en: `Each poll opened ${cleartext.fresh.connectionsPerPoll.toFixed(2)} connections. A median request took ${tls.fresh.requestP50Ms.toFixed(1)} ms over TLS instead of ${tls.kept.requestP50Ms.toFixed(1)} ms, on a machine where a round trip costs nothing; over a real distance each handshake adds one to two round trips. HTTP/1.1 keeps connections unless told otherwise.`,
        ko: `폴링마다 연결을 ${cleartext.fresh.connectionsPerPoll.toFixed(2)}개 열었습니다. 왕복 시간이 없다시피 한 이 컴퓨터에서도 TLS 요청의 중앙값이 ${tls.kept.requestP50Ms.toFixed(1)} ms에서 ${tls.fresh.requestP50Ms.toFixed(1)} ms가 되었고, 실제 거리에서는 핸드셰이크마다 왕복이 한두 번 더해집니다. HTTP/1.1은 따로 말하지 않는 한 연결을 유지합니다.`,
      },
    };
  },
} satisfies Claim<KeepAlive>;
