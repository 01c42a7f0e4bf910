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
    en: 'After a reset, five events are published. Holds: with this handler all arrive, as without it. With limits: some do, or not all arrive without it either. Does not hold: all arrive without it and none with it, and the browser does not ask again.',
    ko: '연결을 끊은 뒤 이벤트 다섯 개를 발행한다. 성립: 이 핸들러가 있어도 없을 때처럼 모두 받는다. 조건부 성립: 일부만 받거나, 핸들러가 없어도 모두 받지는 못한다. 불성립: 없으면 모두 받는데, 있으면 하나도 받지 못하고 다시 요청하지도 않는다.',
  },
  judge({ onerror, watchedMs }: CutLine) {
    const of = (closes: boolean) => onerror.find((one) => one.closes === closes);
    const [plain, closing] = [of(false), of(true)];
    const isHeardWithout = plain !== undefined && plain.heard === plain.published;
    const isHeardWith = closing !== undefined && closing.heard === closing.published;
    const isGone = closing?.heard === 0 && closing.backAfterMs === null;
    const seconds = watchedMs / 1e3;
    const figure = {
      en: `received within ${seconds} s of the cut: ${closing?.heard} of ${closing?.published} with the handler, ${plain?.heard} of ${plain?.published} without`,
      ko: `끊긴 뒤 ${seconds}초 안에 받은 이벤트: 핸들러가 있으면 ${closing?.published}개 중 ${closing?.heard}개, 없으면 ${plain?.published}개 중 ${plain?.heard}개`,
    };
    if (!isHeardWithout) {
      return {
        verdict: 'holds-with-limits',
        figure,
        because: {
          en: 'Without the handler not all arrived either: this run cannot say what the handler does.',
          ko: '핸들러가 없어도 모두 받지는 못했으므로, 이번 측정으로는 핸들러의 영향을 말할 수 없습니다.',
        },
      };
    }
    if (isHeardWith) {
      return {
        verdict: 'holds',
        figure,
        because: {
          en: 'With the handler everything arrived, as without it.',
          ko: '핸들러가 있어도 없을 때처럼 모두 받았습니다.',
        },
      };
    }
    return {
      verdict: isGone ? 'does-not-hold' : 'holds-with-limits',
      figure,
      because: isGone
        ? {
            en: 'The error event says that the browser is about to come back; close() calls that off for good. Look at readyState, and act only on CLOSED.',
            ko: 'error 이벤트는 브라우저가 곧 다시 연결한다는 뜻인데, close()를 부르면 재연결이 완전히 취소됩니다. readyState를 보고 CLOSED일 때만 대응하세요.',
          }
        : {
            en: 'With the handler fewer arrived than without it.',
            ko: '핸들러가 있으면 없을 때보다 적게 받았습니다.',
          },
    };
  },
} satisfies Claim<CutLine>;
