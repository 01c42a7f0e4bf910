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
    en: `Holds: the stream that sends every 0.2 s, and the one with heartbeats alone, both time out and end for the client within ${LATE_MS / 1e3} s after their time, and without a time of one’s own it is 30 s. With limits: they end, and the default is another. Does not hold: one of them ends at another time.`,
    ko: `성립: 0.2초마다 보내는 스트림과 하트비트만 보내는 스트림이 모두 타임아웃되어 클라이언트에게도 정한 시간이 지난 뒤 ${LATE_MS / 1e3}초 안에 끝나고, 따로 정하지 않으면 30초이다. 조건부 성립: 끝나지만 기본값이 다르다. 불성립: 둘 중 하나라도 다른 때에 끝난다.`,
  },
  judge({ spring: { endings, versions } }) {
    const lives = [endings.busyTimeout, endings.heartbeatTimeout];
    const isInTime = (ms: number, timeoutMs: number): boolean => ms >= timeoutMs && ms <= timeoutMs + LATE_MS;
    const ended = lives.every(
      ({ calls, timeoutMs, lastedMs }) =>
        isInTime(lastedMs, timeoutMs) &&
        calls.some(({ call, atMs }) => call === 'timeout' && isInTime(atMs, timeoutMs)),
    );
    const [busy, beating] = lives.map(({ lastedMs }) => (lastedMs / 1e3).toFixed(1));
    const figure = {
      en: `timeout ${endings.busyTimeout.timeoutMs / 1e3} s: ended after ${busy} s, though it sent every 0.2 s, and after ${beating} s with heartbeats alone`,
      ko: `타임아웃 ${endings.busyTimeout.timeoutMs / 1e3}초: 0.2초마다 보냈지만 ${busy}초 만에 끝났고, 하트비트만 보내면 ${beating}초 만에 끝남`,
    };
    if (!ended) {
      return {
        verdict: 'does-not-hold',
        figure,
        because: {
          en: 'What was sent put the end off, or something else ended the stream.',
          ko: '보낸 것이 끝을 미루었거나, 다른 것이 스트림을 끝냈습니다.',
        },
      };
    }
    const given = versions.defaultTimeoutMs;
    const isCommon = given === COMMON_DEFAULT_MS;
    const late = (Math.max(...lives.map(({ lastedMs, timeoutMs }) => lastedMs - timeoutMs)) / 1e3).toFixed(1);
    const container = versions.container ?? versions.node;
    return {
      verdict: isCommon ? 'holds' : 'holds-with-limits',
      figure,
      because: {
        en: `Neither events nor heartbeats put the end off. Where no timeout is given, Spring uses the container’s: in ${container} that is ${given ?? 'no'} ms. Here the end came up to ${late} s late.`,
        ko: `이벤트도 하트비트도 끝을 미루지 못합니다. 타임아웃을 주지 않으면 Spring은 컨테이너의 값을 쓰며, ${container}에서는 ${given ?? '없음'} ms입니다. 여기서는 최대 ${late}초 늦게 끝났습니다.`,
      },
    };
  },
} satisfies Claim<EmitterFigures>;
