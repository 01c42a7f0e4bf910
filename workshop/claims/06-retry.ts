import type { Claim } from '../claim.ts';
import type { RetryDelay } from '../experiments/retry-delay.ts';

/** Of the clocks’ rounding; there is no other excuse for coming too early. */
const EARLY_MS = 5;
/** Of the quickest return. Less than a floor of 500 ms, as Firefox has it, adds to the shortest that is stated. */
const LATE_MS = 200;
/** Between the quickest and the slowest: a busy machine, but no waiting longer each time. */
const SPREAD_MS = 500;

const seconds = (ms: number): string => (ms / 1e3).toFixed(2);
const range = (waited: readonly number[]): string =>
  waited.length === 0 ? '–' : `${seconds(Math.min(...waited))}–${seconds(Math.max(...waited))} s`;

export default {
  number: 6,
  statement: {
    en: 'retry: sets how long the browser waits before it reconnects.',
    ko: 'retry:가 브라우저가 다시 연결하기 전에 기다리는 시간을 정한다.',
  },
  experiment: 'retry-delay',
  thresholds: {
    en: `Of each stated delay four returns, after an end in order and after a cut, the second time as the first. Kept: none comes more than ${EARLY_MS} ms early, the quickest at most ${LATE_MS} ms late, the slowest at most ${SPREAD_MS} ms after the quickest. Holds: every stated delay is kept. With limits: some are. Does not hold: none is.`,
    ko: `정해진 시간마다 재연결 네 번을 본다. 정상 종료 뒤와 끊긴 뒤, 첫 번째와 두 번째. 지켜짐: ${EARLY_MS} ms 넘게 이른 것이 없고, 가장 빠른 것은 늦어도 ${LATE_MS} ms, 가장 느린 것은 가장 빠른 것보다 ${SPREAD_MS} ms 안에 온다. 성립: 모든 값이 지켜진다. 조건부 성립: 일부 값만 지켜진다. 불성립: 하나도 지켜지지 않는다.`,
  },
  judge({ waits }: RetryDelay) {
    const waitedFor = (value: number | null): number[] =>
      waits.filter(({ statedMs }) => statedMs === value).flatMap(({ waitedMs }) => waitedMs);
    const values = [...new Set(waits.map(({ statedMs }) => statedMs))].filter((value) => value !== null);
    const spreadOf = (waited: readonly number[]): number => Math.max(...waited) - Math.min(...waited);
    const isKept = (value: number): boolean => {
      const waited = waitedFor(value);
      const lateMs = Math.min(...waited) - value;
      // Where one did not come back at all there is no second time.
      const isTwice = waits.every(({ statedMs, waitedMs }) => statedMs !== value || waitedMs.length > 1);
      return isTwice && lateMs >= -EARLY_MS && lateMs <= LATE_MS && spreadOf(waited) <= SPREAD_MS;
    };
    const kept = values.filter(isKept);
    const said = values.map((value) => `${value} ms: ${range(waitedFor(value))}`).join('; ');
    const apartMs = Math.ceil(Math.max(...values.map((value) => spreadOf(waitedFor(value)))));
    return {
      verdict:
        kept.length === values.length ? 'holds' : kept.length > 0 ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `retry ${said}; without retry: ${range(waitedFor(null))}`,
        ko: `retry ${said}; retry 없이: ${range(waitedFor(null))}`,
      },
      because:
        kept.length === values.length
          ? {
              en: `Chromium keeps to it. The four returns of one delay lay at most ${apartMs} ms apart, so all clients of one server come back together. Firefox (not measured here) waits at least 500 ms whatever is stated, and 5 s where nothing is.`,
              ko: `Chromium은 정해진 시간을 지킵니다. 같은 값의 재연결 네 번이 서로 ${apartMs} ms 안에 있었으므로 한 서버의 클라이언트가 모두 한꺼번에 돌아옵니다. Firefox(여기서 재지 않음)는 값과 상관없이 500 ms 이상, 값이 없으면 5초를 기다립니다.`,
            }
          : {
              en: `Kept were ${kept.length} of ${values.length} stated delays. The value must be digits alone, in milliseconds; anything else is ignored without a word (HTML standard, 9.2.6).`,
              ko: `정해진 값 ${values.length}개 중 ${kept.length}개가 지켜졌습니다. 값은 밀리초 단위의 숫자만이어야 하며, 다른 표기는 아무 말 없이 무시됩니다(HTML 표준 9.2.6).`,
            },
    };
  },
} satisfies Claim<RetryDelay>;
