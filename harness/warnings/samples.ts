import type { WarningRule } from './warning-rule.ts';

export const oneTrial: WarningRule = {
  code: 'one-trial',
  fatal: false,
  find({ trials }) {
    if (trials.length > 1) return;
    return {
      seen: { en: 'There is one trial only.', ko: '시행이 한 번뿐입니다.' },
      why: {
        en: 'One trial gives no confidence: nothing says how far the next one would be.',
        ko: '한 번의 시행으로는 신뢰할 수 없습니다. 다음 시행이 얼마나 달라질지 알 수 없기 때문입니다.',
      },
      remedy: { en: 'Use --trials 3 or more.', ko: '--trials 3 이상으로 실행하세요.' },
    };
  },
};

/** Below this many values a p99.9 is hardly more than the maximum: ten must lie beyond it. */
const SAMPLES_FOR_P999 = 10_000;

export const fewSamples: WarningRule = {
  code: 'few-samples',
  fatal: false,
  find({ trials }) {
    const fewest = Math.min(...trials.map(({ latencyUs }) => latencyUs.endToEnd.count));
    if (fewest >= SAMPLES_FOR_P999) return;
    return {
      seen: {
        en: `A trial has ${fewest} values, too few for a p99.9.`,
        ko: `한 시행의 표본이 ${fewest}개로, p99.9를 구하기에 모자랍니다.`,
      },
      why: {
        en: 'With fewer than ten values beyond it, a percentile is hardly more than the maximum.',
        ko: '그보다 큰 값이 열 개도 안 되는 백분위수는 최댓값과 다를 바 없습니다.',
      },
      remedy: {
        en: 'Measure longer with --duration, or with more --clients.',
        ko: '--duration으로 더 오래 측정하거나 --clients를 늘리세요.',
      },
    };
  },
};
