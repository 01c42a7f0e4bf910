import { z } from 'zod';
import type { Fault } from '../fault.ts';
import { recoverSeconds, seconds, toUs } from './seconds.ts';

const parameters = z.strictObject({
  awaySeconds: seconds(2).describe('seconds until the next server takes the port'),
  servers: z
    .number('a number')
    .int('whole')
    .min(1, 'at least 1')
    .default(1)
    .describe('how many of --servers are killed'),
  recoverSeconds: recoverSeconds(10),
});

/** A crash: the process is gone at once, and another one takes its port. */
export default {
  id: 'server-kill',
  title: { en: 'Server killed', ko: '서버 강제 종료' },
  summary: {
    en: 'The server is killed (SIGKILL); 2 s later a new one stands on the same port.',
    ko: '서버가 강제 종료(SIGKILL)되고, 2초 뒤 같은 포트에 새 서버가 뜹니다.',
  },
  parameters,
  link: false,
  cuts: true,
  timing: (chosen) => ({ lengthUs: toUs(chosen.awaySeconds), recoverUs: toUs(chosen.recoverSeconds) }),
  steps: ({ awaySeconds, servers }, { fromUs }) => [
    { atUs: fromUs, on: 'server', how: 'kill', awayUs: toUs(awaySeconds), servers },
  ],
} satisfies Fault<z.infer<typeof parameters>>;
