import type { Claim } from '../claim.ts';
import type { PollsWasted } from '../experiments/polls-wasted.ts';

const MOST = 0.5;
const percent = (share: number): string => `${Math.round(share * 100)} %`;

export default {
  number: 18,
  statement: {
    en: 'Polling asks even when nothing changed: most requests are wasted.',
    ko: '폴링은 바뀐 것이 없어도 요청한다. 그래서 요청 대부분이 낭비된다.',
  },
  experiment: 'polls-wasted',
  thresholds: {
    en: 'Every 0.5 s, at 0.2, 1 and 4 events a second. Holds: over half of the requests bring nothing at all three rates. With limits: at some of them. Does not hold: at none.',
    ko: '0.5초 간격, 초당 0.2·1·4건에서. 성립: 세 빈도 모두에서 요청의 절반 넘게 빈손이다. 조건부 성립: 일부에서만 그렇다. 불성립: 어디서도 그렇지 않다.',
  },
  judge({ rates }) {
    const most = rates.filter(({ wastedShare }) => wastedShare > MOST).length;
    const [quiet, moving, busy] = rates.map(({ wastedShare }) => percent(wastedShare));
    return {
      verdict: most === rates.length ? 'holds' : most > 0 ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `wasted: ${quiet} at 0.2 events a second, ${moving} at 1, ${busy} at 4`,
        ko: `낭비: 초당 0.2건에서 ${quiet}, 1건에서 ${moving}, 4건에서 ${busy}`,
      },
      because:
        most === 0
          ? {
              en: 'Few requests came back with nothing.',
              ko: '빈손으로 돌아온 요청이 거의 없습니다.',
            }
          : {
              en: 'What is wasted depends on how many events fall into one interval: at random times a share of e^(−rate × interval) of the polls finds nothing. Where an event comes in nearly every interval, few are wasted, and one answer carries several.',
              ko: '낭비는 한 간격에 이벤트가 몇 건 생기는지에 달려 있습니다. 무작위로 생기면 e^(−빈도×간격)만큼의 폴링이 빈손입니다. 간격마다 거의 이벤트가 있으면 낭비는 적고, 응답 하나에 여러 건이 담깁니다.',
            },
    };
  },
} satisfies Claim<PollsWasted>;
