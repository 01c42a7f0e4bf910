import { type Comparison, compareTrials } from '../../results/comparison.ts';
import type { Defect, Finding } from '../defect.ts';
import { ratioWords } from '../say.ts';
import { measurePair } from '../twins.ts';

/** By construction one comparison in twenty may raise a false alarm: so a second one is allowed, on fresh trials. */
const ATTEMPTS = 2;

export default {
  id: 'same-twice',
  order: 110,
  title: { en: 'The same server twice (A/A)', ko: '같은 서버를 두 번 (A/A)' },
  expected: 'indistinguishable in every headline metric',
  async hunt(lab) {
    let finding: Finding = { found: 'not compared', caught: false };
    for (let attempt = 1; attempt <= ATTEMPTS && !finding.caught; attempt++) {
      const { control, twin } = attempt === 1 ? await lab.twins() : await measurePair(lab);
      finding = judge(compareTrials(twin.trials, control.trials), attempt);
    }
    return finding;
  },
} satisfies Defect;

function judge(compared: readonly Comparison[], attempt: number): Finding {
  const alarms = compared.filter(({ verdict }) => verdict !== 'indistinguishable');
  const told = alarms.map((one) => `${one.metric} ${ratioWords(one)}`).join('; ');
  const again = attempt === 1 ? '' : ', at the second attempt';
  return {
    found: `${told || `all ${compared.length} indistinguishable`}${again}`,
    caught: compared.length > 0 && alarms.length === 0,
  };
}
