import type { Claim } from '../claim.ts';
import type { CutLine } from '../experiments/cut-line.ts';

export default {
  number: 34,
  statement: {
    en: 'eventSource.onerror = () => eventSource.close() is the way to handle errors.',
    ko: '오류는 eventSource.onerror = () => eventSource.close()로 처리하면 된다.',
  },
  experiment: 'cut-line',
  thresholds: {
    en: 'After a reset, five events are published. Holds: with this handler all are heard, as without it. With limits: some are. Does not hold: none is, and nobody asks again.',
    ko: '연결을 끊은 뒤 이벤트 다섯 개를 발행한다. 성립: 이 처리기가 있어도 없을 때처럼 모두 들린다. 조건부: 일부만 들린다. 불성립: 하나도 들리지 않고 다시 요청하지도 않는다.',
  },
  judge({ onerror, watchedMs }: CutLine) {
    const of = (closes: boolean) => onerror.find((one) => one.closes === closes);
    const [plain, closing] = [of(false), of(true)];
    const heard = closing?.heard ?? 0;
    const published = closing?.published ?? 0;
    const seconds = watchedMs / 1e3;
    return {
      verdict:
        heard === published
          ? 'holds'
          : heard > 0 || closing?.backAfterMs !== null
            ? 'holds-with-limits'
            : 'does-not-hold',
      figure: {
        en: `heard within ${seconds} s of the cut: ${heard} of ${published} with the handler, ${plain?.heard} of ${plain?.published} without`,
        ko: `끊긴 뒤 ${seconds}초 안에 들린 이벤트: 처리기가 있으면 ${published}개 중 ${heard}개, 없으면 ${plain?.published}개 중 ${plain?.heard}개`,
      },
      because: {
        en: 'An error event says that the browser is about to come back; close() calls that off for good. Look at readyState, and act only on CLOSED.',
        ko: 'error 이벤트는 브라우저가 곧 다시 연결한다는 뜻인데, close()가 그것을 완전히 취소합니다. readyState를 보고 CLOSED일 때만 대응하세요.',
      },
    };
  },
} satisfies Claim<CutLine>;
