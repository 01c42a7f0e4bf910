import { compareTrials } from '../../results/comparison.ts';
import { medianOf } from '../../results/summary.ts';
import type { Defect } from '../defect.ts';
import { percent, ratioWords } from '../say.ts';
import { judgeTwins } from '../twins.ts';

const METRIC = 'server.cpuUsPerDelivery';

export default {
  id: 'dearer-delivery',
  order: 100,
  title: { en: 'Deliveries that take the server 15 % more CPU', ko: '서버 CPU가 15 % 더 드는 전달' },
  expected: 'CPU per delivery higher',
  hunt: (lab) =>
    judgeTwins(lab, ({ control, dearer, plantedUs }) => {
      const compared = compareTrials(dearer.trials, control.trials).find(({ metric }) => metric === METRIC);
      const costUs = medianOf(control.trials.map(({ server }) => server.cpuUsPerDelivery ?? Number.NaN));
      const planted = `planted ${plantedUs.toPrecision(3)} µs on ${costUs.toPrecision(3)} µs, ${percent(plantedUs / costUs)}`;
      return {
        found: `${compared ? ratioWords(compared) : 'not compared'} (${planted})`,
        caught: compared?.verdict === 'higher',
      };
    }),
} satisfies Defect;
