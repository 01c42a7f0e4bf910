import { sumOf } from './figures.ts';
import type { WarningRule } from './warning-rule.ts';

/** Several servers, a log in the memory of each, and channels that are followed at more than one of them. */
export const unsharedLog: WarningRule = {
  code: 'unshared-log',
  fatal: false,
  find({ plan, trials }) {
    if (!trials.some(({ fleet }) => fleet?.unshared)) return;
    const lost = sumOf(trials, ({ deliveries }) => deliveries.lost);
    const expected = sumOf(trials, ({ deliveries }) => deliveries.expected);
    return {
      seen: {
        en: `With ${plan.servers} servers and no shared log, ${lost} of ${expected} deliveries did not come, as was to be expected.`,
        ko: `서버 ${plan.servers}대가 로그를 공유하지 않아, 예상대로 전달 ${expected}건 중 ${lost}건이 도착하지 않았습니다.`,
      },
      why: {
        en: 'An event reaches only the subscribers of the process that published it. Costs are those of the deliveries that came.',
        ko: '이벤트는 발행한 프로세스의 구독자에게만 전달됩니다. 비용은 도착한 전달만의 값입니다.',
      },
      remedy: {
        en: 'Let the servers share a log with --log redis, or choose a scenario in which each channel has one subscriber, such as notifications.',
        ko: '--log redis로 서버들이 로그를 공유하게 하거나, notifications처럼 채널마다 구독자가 하나뿐인 시나리오를 쓰세요.',
      },
    };
  },
};
