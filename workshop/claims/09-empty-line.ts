import type { Claim } from '../claim.ts';
import type { EventEnds } from '../experiments/event-ends.ts';

export default {
  number: 9,
  statement: {
    en: 'An event ends with an empty line; without it nothing is delivered.',
    ko: '이벤트는 빈 줄로 끝나며, 빈 줄이 없으면 아무것도 전달되지 않는다.',
  },
  experiment: 'event-ends',
  thresholds: {
    en: 'Holds: the event with its empty line is heard, the same without it is not, neither while the stream stays open nor when it ends. With limits: it is held back while the stream is open, but heard at its end. Does not hold: it is heard without its empty line.',
    ko: '성립: 빈 줄이 있는 이벤트는 전달되고, 없는 이벤트는 스트림이 열려 있든 끝나든 전달되지 않는다. 조건부 성립: 열려 있는 동안은 보류되지만 끝날 때 전달된다. 불성립: 빈 줄 없이도 전달된다.',
  },
  judge({ streams, watchedMs }: EventEnds) {
    const whole = streams.whole.heard.length;
    const open = streams.unfinished.heard.length;
    const ended = streams.unfinishedAtTheEnd.heard.length;
    const figure = {
      en: `with its empty line ${whole} of 1 heard; without, ${open} of 1 within ${watchedMs} ms, and ${ended} of 1 at the end of the stream`,
      ko: `빈 줄이 있으면 1개 중 ${whole}개, 없으면 ${watchedMs} ms 동안 1개 중 ${open}개, 스트림이 끝날 때 1개 중 ${ended}개가 전달됨`,
    };
    if (whole === 1 && open === 0 && ended === 0) {
      return {
        verdict: 'holds',
        figure,
        because: {
          en: 'The empty line is what dispatches an event; an event that is still unfinished when the stream ends is thrown away.',
          ko: '이벤트를 내보내는 것은 빈 줄입니다. 스트림이 끝날 때까지 마무리되지 않은 이벤트는 버려집니다.',
        },
      };
    }
    if (whole === 1 && open === 0) {
      return {
        verdict: 'holds-with-limits',
        figure,
        because: {
          en: 'What reads the stream waits for the empty line, and at the end of the stream does without it.',
          ko: '스트림을 읽는 쪽이 빈 줄을 기다리지만, 스트림이 끝나면 빈 줄 없이도 내보냅니다.',
        },
      };
    }
    return {
      verdict: 'does-not-hold',
      figure,
      because:
        open > 0
          ? {
              en: 'What reads the stream does not wait for the empty line.',
              ko: '스트림을 읽는 쪽이 빈 줄을 기다리지 않습니다.',
            }
          : {
              en: 'The event with its empty line was not heard just once.',
              ko: '빈 줄이 있는 이벤트도 한 번만 전달되지는 않았습니다.',
            },
    };
  },
} satisfies Claim<EventEnds>;
