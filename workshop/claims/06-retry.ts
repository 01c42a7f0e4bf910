import type { Claim } from '../claim.ts';
import type { RetryDelay } from '../experiments/retry-delay.ts';

/** Of the clocks' rounding; there is no other excuse for coming too early. */
const EARLY_MS = 5;
/** A busy machine. Below the browser's own three seconds for every delay that is stated. */
const LATE_MS = 1_000;

const seconds = (ms: number): string => (ms / 1e3).toFixed(2);

export default {
  number: 6,
  statement: {
    en: 'retry: sets how long the browser waits before it reconnects.',
    ko: 'retry:가 브라우저가 다시 연결하기 전에 기다리는 시간을 정한다.',
  },
  experiment: 'retry-delay',
  thresholds: {
    en: 'Holds: every return that had a retry: comes not earlier than stated and at most 1 s later, after an end in order and after a cut, the second time as the first. With limits: only one of the stated delays is kept. Does not hold: none is.',
    ko: '성립: retry:를 받은 재연결은 정상 종료든 끊김이든, 첫 번째든 두 번째든 모두 정해진 시간보다 이르지 않고 1초 넘게 늦지도 않다. 조건부 성립: 일부 값만 지켜진다. 불성립: 하나도 지켜지지 않는다.',
  },
  judge({ waits }: RetryDelay) {
    const stated = waits.flatMap(({ statedMs, waitedMs }) =>
      statedMs === null ? [] : [{ statedMs, waitedMs }],
    );
    const isKept = ({ statedMs, waitedMs }: (typeof stated)[number]): boolean =>
      waitedMs.length > 1 && waitedMs.every((ms) => ms >= statedMs - EARLY_MS && ms <= statedMs + LATE_MS);
    const kept = stated.filter(isKept).length;
    const unstated = waits.filter(({ statedMs }) => statedMs === null).flatMap(({ waitedMs }) => waitedMs);
    const values = [...new Set(stated.map(({ statedMs }) => statedMs))];
    const said = values.map((value) => {
      const waited = stated.filter(({ statedMs }) => statedMs === value).flatMap(({ waitedMs }) => waitedMs);
      return `${value} ms: ${seconds(Math.min(...waited))}–${seconds(Math.max(...waited))} s`;
    });
    const usual = `${seconds(Math.min(...unstated))}–${seconds(Math.max(...unstated))} s`;
    return {
      verdict: kept === stated.length ? 'holds' : kept > 0 ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `retry ${said.join('; ')}; without retry: ${usual}`,
        ko: `retry ${said.join('; ')}; retry 없이: ${usual}`,
      },
      because:
        kept === stated.length
          ? {
              en: 'The browser keeps to it, after a clean end and after a cut alike, and every time: there is neither backoff nor jitter, so all clients of one server come back together.',
              ko: '정상 종료든 끊김이든 매번 그대로 지켜집니다. 백오프도 지터도 없으므로 한 서버의 클라이언트가 모두 한꺼번에 돌아옵니다.',
            }
          : {
              en: 'The browser did not keep to the stated delay. The value must be digits alone, in milliseconds; anything else is ignored without a word.',
              ko: '정한 값이 지켜지지 않았습니다. 값은 밀리초 단위의 숫자만이어야 하며, 다른 표기는 아무 말 없이 무시됩니다.',
            },
    };
  },
} satisfies Claim<RetryDelay>;
