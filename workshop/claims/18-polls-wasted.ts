import type { Claim } from '../claim.ts';
import type { PollsWasted } from '../experiments/polls-wasted.ts';

const MOST = 0.5;
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const perSecond = (rate: number): string => String(Number(rate.toPrecision(2)));

export default {
  number: 18,
  statement: {
    en: 'Polling asks even when nothing changed: most requests are wasted.',
    ko: '폴링은 바뀐 것이 없어도 요청한다. 그래서 요청 대부분이 낭비된다.',
  },
  experiment: 'polls-wasted',
  thresholds: {
    en: 'Every 0.5 s, at about 0.2, 1 and 4 events a second. Holds: over half of the requests bring nothing at all three rates. With limits: at some of them. Does not hold: at none.',
    ko: '0.5초 간격, 초당 약 0.2·1·4건에서. 성립: 세 빈도 모두에서 요청의 절반 넘게 빈손이다. 조건부 성립: 일부에서만 그렇다. 불성립: 어디서도 그렇지 않다.',
  },
  judge({ rates, intervalMs }) {
    const most = rates.filter(({ wastedShare }) => wastedShare > MOST).length;
    const wasted = (language: 'en' | 'ko'): string =>
      rates
        .map(({ wastedShare, realisedPerSecond }, place) =>
          language === 'en'
            ? `${percent(wastedShare)} at ${perSecond(realisedPerSecond)}${place === 0 ? ' events a second' : ''}`
            : `${place === 0 ? '초당 ' : ''}${perSecond(realisedPerSecond)}건에서 ${percent(wastedShare)}`,
        )
        .join(', ');
    const expected = rates.map(({ expectedShare }) => percent(expectedShare)).join(', ');
    return {
      verdict: most === rates.length ? 'holds' : most > 0 ? 'holds-with-limits' : 'does-not-hold',
      figure: { en: `wasted: ${wasted('en')}`, ko: `낭비: ${wasted('ko')}` },
      because:
        most === 0
          ? {
              en: 'At none of the rates did most requests come back with nothing.',
              ko: '어느 빈도에서도 요청 대부분이 빈손으로 돌아오지는 않았습니다.',
            }
          : {
              en: `What is wasted depends on how many events fall into one interval. At random times a share of e^(−rate × interval) of the intervals of ${intervalMs / 1e3} s has none: ${expected}. Where an event comes in nearly every interval, few polls are wasted, and one answer carries several.`,
              ko: `낭비는 한 간격에 이벤트가 몇 건 생기는지에 달려 있습니다. 무작위로 생기면 ${intervalMs / 1e3}초 간격의 e^(−빈도×간격)만큼, 곧 ${expected}에는 이벤트가 없습니다. 간격마다 거의 이벤트가 있으면 낭비는 적고, 응답 하나에 여러 건이 담깁니다.`,
            },
    };
  },
} satisfies Claim<PollsWasted>;
