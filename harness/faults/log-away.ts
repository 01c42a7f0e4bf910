import { z } from 'zod';
import type { Fault } from '../fault.ts';
import { recoverSeconds, seconds, toUs } from './seconds.ts';

const parameters = z.strictObject({
  how: z
    .enum(['stop', 'freeze'], 'stop or freeze')
    .default('stop')
    .describe('stop: shut down and started again; freeze: it stands still with its connections open'),
  awaySeconds: seconds(5).describe('seconds until Redis is back'),
  recoverSeconds: recoverSeconds(10),
});

/** The log that all servers share is gone for a while: streams should stay, and what waits should come. */
export default {
  id: 'log-away',
  title: { en: 'Shared log away', ko: '공유 로그 중단' },
  summary: {
    en: 'Redis, which holds the log that the servers share, is away for 5 s; the servers and their streams stay.',
    ko: '서버들이 공유하는 로그를 담은 Redis가 5초 동안 멈춥니다. 서버와 스트림은 그대로 유지됩니다.',
  },
  parameters,
  link: false,
  cuts: false,
  timing: (chosen) => ({ lengthUs: toUs(chosen.awaySeconds), recoverUs: toUs(chosen.recoverSeconds) }),
  steps: ({ how, awaySeconds }, { fromUs }) => [{ atUs: fromUs, on: 'log', how, awayUs: toUs(awaySeconds) }],
} satisfies Fault<z.infer<typeof parameters>>;
