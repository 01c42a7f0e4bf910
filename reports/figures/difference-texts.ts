import type { Texts } from '../../lab/texts.ts';

export const differenceTexts = {
  heading: { en: 'What differs', ko: '무엇이 다른가' },
  pair: { en: 'Compared', ko: '비교 대상' },
  versions: { en: 'HTTP/2 ÷ HTTP/1.1', ko: 'HTTP/2 ÷ HTTP/1.1' },
  transports: { en: 'Over HTTP/{version}', ko: 'HTTP/{version}에서' },
  ways: { en: 'One way ÷ another', ko: '경로끼리' },
  lower: { en: 'lower', ko: '낮음' },
  higher: { en: 'higher', ko: '높음' },
  indistinguishable: { en: 'indistinguishable', ko: '구별 불가' },
  unknown: { en: 'unknown', ko: '알 수 없음' },
  reading: {
    en: 'Each figure is the first divided by the second; below it stands the interval that its verdict rests on. ↓ lower, ↑ higher: the whole interval lies more than 3 % away from 1. ≈: no difference of more than 3 % is sure, whatever the medians say. A row holds a false alarm in at most 5 % of cases; among many rows, repeat the run before you build on a single one.',
    ko: '앞의 값을 뒤의 값으로 나눈 비율이며, 그 아래는 판정의 근거가 된 구간입니다. ↓ 낮음과 ↑ 높음은 구간 전체가 1에서 3% 넘게 벗어났다는 뜻입니다. ≈는 중앙값이 어떻든 3%가 넘는 차이를 확신할 수 없다는 뜻입니다. 한 행에 잘못된 판정이 섞일 확률은 최대 5%입니다. 행이 많을 때 하나뿐인 차이는 다시 실행해 확인하세요.',
  },
  unknowable: {
    en: 'One trial gives no confidence, so nothing is compared here. Repeat with --trials 3 or more.',
    ko: '시행이 한 번뿐이라 신뢰할 수 없으므로 비교하지 않았습니다. --trials 3 이상으로 다시 측정하세요.',
  },
} as const satisfies Record<string, Texts>;
