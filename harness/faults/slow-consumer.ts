import { z } from 'zod';
import type { Fault } from '../fault.ts';
import { recoverSeconds, seconds, toUs } from './seconds.ts';

const parameters = z.strictObject({
  share: z
    .number('a number')
    .min(0, 'from 0')
    .max(1, 'at most 1')
    .default(0.1)
    .describe('share of the subscribers that stop reading; 0 for the same run without them'),
  seconds: seconds(15).describe('seconds that they do not read'),
  recoverSeconds: recoverSeconds(8),
});

/**
 * Subscribers that do not read. They are whole browsers, as many as it takes to reach the share, because
 * tabs of one HTTP/2 session share its window: what one leaves unread would hold up its neighbours.
 */
export default {
  id: 'slow-consumer',
  title: { en: 'Slow consumers', ko: '느린 소비자' },
  summary: {
    en: 'A tenth of the subscribers stop reading. The server cuts them past its limit of unsent bytes; the others must not notice.',
    ko: '구독자의 10분의 1이 읽기를 멈춥니다. 서버는 보내지 못한 바이트가 한도를 넘으면 그 연결을 끊고, 나머지는 영향을 받지 않아야 합니다.',
  },
  parameters,
  link: false,
  cuts: false,
  timing: (chosen) => ({ lengthUs: toUs(chosen.seconds), recoverUs: toUs(chosen.recoverSeconds) }),
  steps: (chosen, { fromUs, tabs, browsers, tabsPerBrowser, random }) => {
    const { below } = random('slow consumers');
    const left = Array.from({ length: browsers }, (_, browser) => browser);
    const slow: number[] = [];
    while (left.length > 0 && slow.length < tabs * chosen.share) {
      const [browser = 0] = left.splice(below(left.length), 1);
      const first = browser * tabsPerBrowser;
      for (let tab = first; tab < Math.min(tabs, first + tabsPerBrowser); tab++) slow.push(tab);
    }
    return [{ atUs: fromUs, on: 'tabs', tabs: slow, stopReadingForUs: toUs(chosen.seconds) }];
  },
} satisfies Fault<z.infer<typeof parameters>>;
