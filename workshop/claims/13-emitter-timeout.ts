import type { Claim } from '../claim.ts';
import type { EmitterFigures } from '../experiments/emitters-clock/index.ts';

/** Tomcat looks for what has expired once a second. */
const LATE_MS = 2_000;
const COMMON_DEFAULT_MS = 30_000;

export default {
  number: 13,
  statement: {
    en: 'An emitter’s timeout on the server (30 s is a common default) ends the stream though network and client are fine; it counts from the start and is no idle timeout.',
    ko: '서버 쪽 emitter의 타임아웃(흔한 기본값은 30초)은 네트워크와 클라이언트가 멀쩡해도 스트림을 끝낸다. 시작한 때부터 재며, 유휴 타임아웃이 아니다.',
  },
  experiment: 'emitters-clock',
  thresholds: {
    en: `Holds: the stream that sends every 0.2 s, and the one with heartbeats alone, both end within ${LATE_MS / 1e3} s after their time, and without a time of one’s own it is 30 s. With limits: they end, and the default is another. Does not hold: one of them outlives its time.`,
    ko: `성립: 0.2초마다 보내는 스트림과 하트비트만 보내는 스트림이 모두 정한 시간이 지난 뒤 ${LATE_MS / 1e3}초 안에 끝나고, 따로 정하지 않으면 30초이다. 조건부 성립: 끝나지만 기본값이 다르다. 불성립: 둘 중 하나라도 정한 시간이 지나도 끝나지 않는다.`,
  },
  judge({ spring: { endings, versions } }) {
    const lives = [endings.busyTimeout, endings.heartbeatTimeout];
    const ended = lives.every(({ calls, timeoutMs }) =>
      calls.some(({ call, atMs }) => call === 'timeout' && atMs >= timeoutMs && atMs <= timeoutMs + LATE_MS),
    );
    const called = endings.busyTimeout.calls.find(({ call }) => call === 'timeout');
    const seconds = ((called?.atMs ?? endings.busyTimeout.lastedMs) / 1e3).toFixed(1);
    const figure = {
      en: `timeout ${endings.busyTimeout.timeoutMs / 1e3} s: ended after ${seconds} s, though it sent every 0.2 s`,
      ko: `타임아웃 ${endings.busyTimeout.timeoutMs / 1e3}초: 0.2초마다 보냈지만 ${seconds}초 만에 끝남`,
    };
    if (!ended) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'A stream that sent went on past its time.',
          ko: '전송 중인 스트림이 정한 시간을 넘겨 계속되었습니다.',
        },
      };
    }
    const isCommon = versions.defaultTimeoutMs === COMMON_DEFAULT_MS;
    const given = isCommon ? '30 s' : 'none or another value';
    const givenKo = isCommon ? '30초' : '없거나 다른 값';
    return {
      verdict: isCommon ? 'holds' : 'holds-with-limits',
      figure,
      because: {
        en: `Neither events nor heartbeats put the end off. Where no timeout is given, Spring uses the container’s: in ${versions.container ?? 'this one'} that is ${given}. The container checks once a second, so the end may come a second late; an EventSource then comes back by itself.`,
        ko: `이벤트도 하트비트도 끝을 미루지 못합니다. 타임아웃을 주지 않으면 Spring은 컨테이너의 값을 쓰며, ${versions.container ?? '여기'}에서는 ${givenKo}입니다. 컨테이너는 1초에 한 번 확인하므로 최대 1초 늦게 끝날 수 있고, EventSource는 그 뒤 스스로 다시 연결합니다.`,
      },
    };
  },
} satisfies Claim<EmitterFigures>;
