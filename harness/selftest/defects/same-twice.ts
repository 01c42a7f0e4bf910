import { compareTrials } from '../../results/comparison.ts';
import type { Defect } from '../defect.ts';
import { ratioWords } from '../say.ts';
import { judgeTwin } from '../twins.ts';

export default {
  id: 'same-twice',
  order: 110,
  title: { en: 'The same server twice (A/A)', ko: '같은 서버를 두 번 (A/A)' },
  expected: 'indistinguishable in every headline metric',
  hunt: (lab) =>
    judgeTwin(lab, 'twin', (twin, control) => {
      const compared = compareTrials(twin, control);
      const alarms = compared.filter(({ verdict }) => verdict !== 'indistinguishable');
      const told = alarms.map((one) => `${one.metric} ${ratioWords(one)}`).join('; ');
      return {
        found: told || `all ${compared.length} indistinguishable`,
        caught: compared.length > 0 && alarms.length === 0,
      };
    }),
} satisfies Defect;
