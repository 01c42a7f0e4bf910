import { isSaturated, saturationOf } from '../saturation.ts';
import { largestOf, milliseconds, percent } from './figures.ts';
import type { WarningRule } from './warning-rule.ts';

/** The clients were at their limit. */
export const generatorSaturated: WarningRule = {
  code: 'generator-saturated',
  fatal: true,
  find({ trials }) {
    const saturated = trials.filter(isSaturated);
    if (saturated.length === 0) return;
    const cpuShare = largestOf(saturated, (trial) => saturationOf(trial).cpuShare);
    const wantedShare = largestOf(saturated, (trial) => saturationOf(trial).wantedShare);
    const delayUs = largestOf(saturated, (trial) => saturationOf(trial).delayUs);
    const en = [
      cpuShare > 0 && `they used up to ${percent(cpuShare)} of a core`,
      wantedShare > 0 && `they used or waited for a core up to ${percent(wantedShare)} of the time`,
      delayUs > 0 && `their event loop was up to ${milliseconds(delayUs)} late (p99)`,
    ];
    const ko = [
      cpuShare > 0 && `코어 하나의 ${percent(cpuShare)}까지 사용했습니다`,
      wantedShare > 0 && `시간의 ${percent(wantedShare)}까지 코어를 쓰거나 기다렸습니다`,
      delayUs > 0 && `이벤트 루프가 최대 ${milliseconds(delayUs)} 늦었습니다(p99)`,
    ];
    const said = (parts: readonly (string | false)[]): string => parts.filter(Boolean).join(', ');
    return {
      seen: {
        en: `The clients were too busy in ${saturated.length} of ${trials.length} trials: ${said(en)}.`,
        ko: `시행 ${trials.length}회 중 ${saturated.length}회에서 클라이언트가 지나치게 바빴습니다. ${said(ko)}.`,
      },
      why: {
        en: 'What is shown may be how fast the clients are, and not the server.',
        ko: '서버가 아니라 클라이언트의 한계를 측정했을 수 있습니다.',
      },
      remedy: {
        en: 'End what else runs on this machine, or ask for fewer --clients or a lower --rate.',
        ko: '이 장비에서 도는 다른 작업을 끝내거나 --clients나 --rate를 낮추세요.',
      },
    };
  },
};
