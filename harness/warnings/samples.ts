import { supports } from '../results/percentiles.ts';
import { sumOf } from './figures.ts';
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

const PERCENTILES = [
  [0.9, 'p90'],
  [0.99, 'p99'],
  [0.999, 'p99.9'],
] as const;

/** Percentiles that reports leave out, because the samples of all trials together do not tell them. */
export const fewSamples: WarningRule = {
  code: 'few-samples',
  fatal: false,
  find({ trials }) {
    const count = sumOf(trials, ({ latencyUs }) => latencyUs.endToEnd.count);
    const missing = PERCENTILES.filter(([p]) => !supports(count, p)).map(([, name]) => name);
    if (missing.length === 0) return;
    const names = missing.join(', ');
    return {
      seen: {
        en: `There are ${count} latencies in all trials together, too few for ${names}, which is not shown.`,
        ko: `모든 시행의 지연 표본을 합쳐도 ${count}개뿐이라 ${names}은(는) 표시하지 않습니다.`,
      },
      why: {
        en: 'With fewer than ten values beyond it, a percentile is the luck of the slowest few.',
        ko: '그보다 큰 값이 열 개도 안 되는 백분위수는 가장 느린 몇 건의 운에 좌우됩니다.',
      },
      remedy: {
        en: 'Measure longer with --duration, with more --trials or more --clients.',
        ko: '--duration으로 더 오래 측정하거나 --trials 또는 --clients를 늘리세요.',
      },
    };
  },
};
