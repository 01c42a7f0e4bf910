import type { Claim } from '../claim.ts';

export default {
  number: 17,
  statement: {
    en: 'Internet Explorer and Edge do not support SSE.',
    ko: 'Internet Explorer와 Edge는 SSE를 지원하지 않는다.',
  },
  source: {
    title: 'MDN, EventSource: browser compatibility',
    url: 'https://developer.mozilla.org/en-US/docs/Web/API/EventSource#browser_compatibility',
  },
  finding: {
    verdict: 'does-not-hold',
    figure: {
      en: 'Edge since version 79 (January 2020); Internet Explorer never, and it was retired in June 2022',
      ko: 'Edge는 79(2020년 1월)부터 지원; Internet Explorer는 지원한 적이 없고 2022년 6월에 종료',
    },
    because: {
      en: 'It was true of Internet Explorer and of Edge up to 18. Since version 79 Edge is built on Chromium and has EventSource, as have Chrome, Firefox and Safari. By source: this machine has neither.',
      ko: 'Internet Explorer와 Edge 18까지는 맞는 말이었습니다. 79부터 Edge는 Chromium 기반이라 EventSource가 있고, Chrome, Firefox, Safari에도 있습니다. 출처에 따른 판정이며 이 컴퓨터에서 잰 것이 아닙니다.',
    },
  },
} satisfies Claim;
