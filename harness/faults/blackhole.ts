import { z } from 'zod';
import type { Fault } from '../fault.ts';
import { recoverSeconds, seconds, toUs } from './seconds.ts';

const parameters = z.strictObject({
  seconds: seconds(8).describe('seconds without a byte in either direction'),
  recoverSeconds: recoverSeconds(8),
});

/** A connection that is dead and does not say so: the cable behind the next router is out. */
export default {
  id: 'blackhole',
  title: { en: 'Half-open connections', ko: '반쯤 열린 연결' },
  summary: {
    en: 'Bytes stop in both directions and nobody is told: no FIN, no RST. Who notices, and by what?',
    ko: '양방향으로 바이트가 멈추지만 FIN도 RST도 오지 않습니다. 누가 무엇으로 알아차릴까요?',
  },
  parameters,
  link: true,
  cuts: false,
  timing: (chosen) => ({ lengthUs: toUs(chosen.seconds), recoverUs: toUs(chosen.recoverSeconds) }),
  steps: (chosen, { fromUs }) => [
    { atUs: fromUs, on: 'link', operation: { kind: 'blackhole', forUs: toUs(chosen.seconds) } },
  ],
} satisfies Fault<z.infer<typeof parameters>>;
