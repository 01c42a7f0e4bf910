import { z } from 'zod';
import type { Fault } from '../fault.ts';
import { seconds, toUs } from './seconds.ts';

const parameters = z.strictObject({
  seconds: seconds(4).describe('seconds that nothing is done for'),
});

/** What the other faults are held against: the same way through the link, and nothing done to it. */
export default {
  id: 'none',
  title: { en: 'No fault', ko: '장애 없음' },
  summary: {
    en: 'Nothing is done, but every connection passes through the link, as with the faults that need it.',
    ko: '아무것도 하지 않지만, 링크를 쓰는 다른 장애와 똑같이 모든 연결이 링크를 거칩니다.',
  },
  parameters,
  link: true,
  cuts: false,
  timing: (chosen) => ({ lengthUs: toUs(chosen.seconds), recoverUs: 0 }),
  steps: () => [],
} satisfies Fault<z.infer<typeof parameters>>;
