import { z } from 'zod';
import type { Fault } from '../fault.ts';
import { recoverSeconds, toUs } from './seconds.ts';

const parameters = z.strictObject({
  recoverSeconds: recoverSeconds(8),
});

/** The reference fault: every connection is reset at one moment, and nothing else is wrong. */
export default {
  id: 'reset',
  title: { en: 'Every connection reset', ko: '모든 연결 리셋' },
  summary: {
    en: 'Every TCP connection gets a RST at the same moment; server and network are well again at once.',
    ko: '모든 TCP 연결이 같은 순간에 RST를 받습니다. 서버와 네트워크는 곧바로 정상으로 돌아옵니다.',
  },
  parameters,
  link: true,
  cuts: true,
  timing: (chosen) => ({ lengthUs: 0, recoverUs: toUs(chosen.recoverSeconds) }),
  steps: (_chosen, { fromUs }) => [{ atUs: fromUs, on: 'link', operation: { kind: 'cut', refuseForUs: 0 } }],
} satisfies Fault<z.infer<typeof parameters>>;
