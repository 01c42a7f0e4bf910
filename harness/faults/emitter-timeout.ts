import { z } from 'zod';
import type { Fault } from '../fault.ts';
import { recoverSeconds, seconds, toUs } from './seconds.ts';

const parameters = z.strictObject({
  limitSeconds: seconds(5).describe('seconds after which the server ends each stream'),
  seconds: seconds(12).describe('seconds of the fault phase; streams are ended all through the trial'),
  recoverSeconds: recoverSeconds(4),
});

/** A framework's default: the server ends each stream after a while, though all is well. */
export default {
  id: 'emitter-timeout',
  title: { en: 'Streams time out', ko: '스트림 시간 초과' },
  summary: {
    en: 'The server ends each stream when it has lasted 5 s, from the trial’s start on, though all is well.',
    ko: '아무 문제가 없어도 시행 내내 서버가 5초 된 스트림을 모두 끝냅니다.',
  },
  parameters,
  link: false,
  cuts: false,
  timing: (chosen) => ({ lengthUs: toUs(chosen.seconds), recoverUs: toUs(chosen.recoverSeconds) }),
  steps: () => [],
  server: ({ limitSeconds }) => ({ streamLimitMs: limitSeconds * 1e3 }),
} satisfies Fault<z.infer<typeof parameters>>;
