import type { Defect } from '../defect.ts';
import { huntSpoilt } from '../hunt-spoilt.ts';

export default {
  id: 'swapped',
  order: 50,
  title: {
    en: '1 in 1,000 deliveries swapped with the next',
    ko: '전달 1,000건 중 1건의 순서를 다음 것과 바꿈',
  },
  expected: 'so many reordered; fatal: accounting',
  hunt: (lab) => huntSpoilt(lab, 'swap', { transport: 'sse', http: '2', tabsPerBrowser: 4 }),
} satisfies Defect;
