import type { ClockReading } from '../results/clock-schema.ts';
import { largestOf, milliseconds, sumOf } from './figures.ts';
import type { WarningRule } from './warning-rule.ts';

/** How far a clock is off at least: zero must lie within the bounds. */
const offBy = ({ aheadAtLeastUs, aheadAtMostUs }: ClockReading): number =>
  Math.max(0, aheadAtLeastUs, -aheadAtMostUs);

/** Times of two processes were compared that are not of one clock. */
export const clockNotComparable: WarningRule = {
  code: 'clock-not-comparable',
  fatal: true,
  find({ trials }) {
    const server = largestOf(trials, ({ clock }) => clock && offBy(clock.server));
    const load = largestOf(trials, ({ clock }) => clock && Math.max(0, ...clock.load.map(offBy)));
    const early = sumOf(trials, ({ clock }) => clock?.beforePublished ?? 0);
    if (server === 0 && load === 0 && early === 0) return;
    const earliest = largestOf(trials, ({ clock }) => -(clock?.earliestUs ?? 0));
    const en = [
      server > 0 && `The server’s clock is off by at least ${milliseconds(server)}.`,
      load > 0 && `A load process’s clock is off by at least ${milliseconds(load)}.`,
      early > 0 &&
        `Of the deliveries, ${early} came before they were published, by up to ${milliseconds(earliest)}.`,
    ];
    const ko = [
      server > 0 && `서버의 시계가 적어도 ${milliseconds(server)} 어긋나 있습니다.`,
      load > 0 && `부하 프로세스의 시계가 적어도 ${milliseconds(load)} 어긋나 있습니다.`,
      early > 0 &&
        `전달 ${early}건이 발행되기도 전에 도착한 것으로 나타났습니다(최대 ${milliseconds(earliest)}).`,
    ];
    return {
      seen: { en: en.filter(Boolean).join(' '), ko: ko.filter(Boolean).join(' ') },
      why: {
        en: 'A latency is the difference of two processes’ times: each one is wrong by as much as their clocks differ.',
        ko: '지연은 두 프로세스가 읽은 시각의 차이이므로, 시계가 어긋난 만큼 모든 지연이 틀립니다.',
      },
      remedy: {
        en: 'Run server and clients on one machine, where all read its monotonic clock, and see what changes it.',
        ko: '모두가 같은 단조 시계를 읽도록 서버와 클라이언트를 한 장비에서 실행하고, 시계를 바꾸는 것이 없는지 확인하세요.',
      },
    };
  },
};
