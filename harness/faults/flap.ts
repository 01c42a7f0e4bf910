import { z } from 'zod';
import type { Fault, FaultStep } from '../fault.ts';
import { recoverSeconds, seconds, toUs } from './seconds.ts';

const parameters = z.strictObject({
  everySeconds: seconds(15).describe('seconds between two cuts of one browser, give or take a fifth'),
  awaySeconds: seconds(2).describe('seconds that a browser is kept away'),
  seconds: seconds(30).describe('seconds that this goes on'),
  recoverSeconds: recoverSeconds(8),
});

/** People on the move: each browser loses its network again and again, at times of its own. */
export default {
  id: 'flap',
  title: { en: 'Flapping network', ko: '끊겼다 붙는 네트워크' },
  summary: {
    en: 'Each browser loses all its connections about every 15 s and is kept away for 2 s, at times of its own.',
    ko: '브라우저마다 제각기 다른 시각에, 약 15초마다 모든 연결을 잃고 2초 동안 다시 연결하지 못합니다.',
  },
  parameters,
  link: true,
  cuts: true,
  timing: (chosen) => ({ lengthUs: toUs(chosen.seconds), recoverUs: toUs(chosen.recoverSeconds) }),
  steps: ({ everySeconds, awaySeconds }, { fromUs, lengthUs, browsers, random }) =>
    Array.from({ length: browsers }, (_, browser): FaultStep[] => {
      const { uniform } = random(`browser ${browser}`);
      const steps: FaultStep[] = [];
      let inUs = uniform() * toUs(everySeconds);
      while (inUs < lengthUs) {
        const operation = { kind: 'cut', browsers: [browser], refuseForUs: toUs(awaySeconds) } as const;
        steps.push({ atUs: fromUs + Math.round(inUs), on: 'link', operation });
        inUs += toUs(everySeconds) * (0.8 + 0.4 * uniform());
      }
      return steps;
    }).flat(),
} satisfies Fault<z.infer<typeof parameters>>;
