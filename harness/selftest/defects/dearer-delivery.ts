import { compareTrials } from '../../results/comparison.ts';
import type { Defect } from '../defect.ts';
import { ratioWords } from '../say.ts';
import { judgeTwin } from '../twins.ts';

const METRIC = 'server.cpuUsPerDelivery';

export default {
  id: 'dearer-delivery',
  order: 100,
  title: { en: 'Deliveries that take the server 15 % more CPU', ko: '서버 CPU가 15 % 더 드는 전달' },
  expected: 'CPU per delivery higher',
  hunt: (lab) =>
    judgeTwin(lab, 'dearer', (dearer, control) => {
      const compared = compareTrials(dearer, control).find(({ metric }) => metric === METRIC);
      return {
        found: compared ? ratioWords(compared) : 'not compared',
        caught: compared?.verdict === 'higher',
      };
    }),
} satisfies Defect;
