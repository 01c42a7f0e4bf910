import type { Claim } from '../claim.ts';
import type { EventEnds } from '../experiments/event-ends.ts';

export default {
  number: 35,
  statement: {
    en: '"event: x" and "data: y" are sent as two blocks, each ended by an empty line; the stream itself must end with an empty line.',
    ko: '"event: x"와 "data: y"는 각각 빈 줄로 끝나는 두 블록으로 보내고, 스트림 자체도 빈 줄로 끝나야 한다.',
  },
  experiment: 'event-ends',
  thresholds: {
    en: 'Two halves: sent as two blocks, y is heard under the name x; a stream that ends without a further empty line loses an event. Holds: both. With limits: one. Does not hold: neither.',
    ko: '두 부분으로 본다. 두 블록으로 보내면 y가 x라는 이름으로 전달된다. 빈 줄을 더하지 않고 끝난 스트림은 이벤트를 잃는다. 성립: 둘 다. 조건부 성립: 하나만. 불성립: 둘 다 아니다.',
  },
  judge({ streams }: EventEnds) {
    const names = (of: keyof EventEnds['streams']): string =>
      streams[of].heard.map(({ name, data }) => `${name}/${data}`).join(', ') || '–';
    const named = streams.nameInItsOwnBlock.heard.some(({ name, data }) => name === 'x' && data === 'y');
    const without = streams.twoThenEnd.heard.length;
    const withLine = streams.twoThenEmptyLineAndEnd.heard.length;
    const loses = without < withLine;
    return {
      verdict: named && loses ? 'holds' : named || loses ? 'holds-with-limits' : 'does-not-hold',
      figure: {
        en: `as two blocks heard as ${names('nameInItsOwnBlock')}, as one block as ${names('nameInTheSameBlock')}; ${without} of 2 events without, ${withLine} of 2 with a further empty line`,
        ko: `두 블록이면 ${names('nameInItsOwnBlock')}, 한 블록이면 ${names('nameInTheSameBlock')}로 전달됨; 마지막에 빈 줄을 더하지 않으면 2개 중 ${without}개, 더하면 2개 중 ${withLine}개`,
      },
      because:
        named || loses
          ? {
              en: 'What reads the stream keeps a name over the empty line, or needs one more at the end.',
              ko: '스트림을 읽는 쪽이 빈 줄 너머로 이름을 기억하거나 마지막에 빈 줄을 더 요구합니다.',
            }
          : {
              en: 'An empty line ends a block and forgets its name: event and data belong in one block. Each event has its empty line, and the stream needs no other.',
              ko: '빈 줄은 블록을 끝내고 이름을 잊게 하므로, event와 data는 한 블록에 있어야 합니다. 이벤트마다 빈 줄이 있으면 되고 스트림 끝에 따로 필요하지 않습니다.',
            },
    };
  },
} satisfies Claim<EventEnds>;
