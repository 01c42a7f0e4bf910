import type { Defect } from '../defect.ts';
import { huntSpoilt } from '../hunt-spoilt.ts';

export default {
  id: 'duplicated',
  order: 40,
  title: { en: '1 in 1,000 deliveries sent twice', ko: '전달 1,000건 중 1건을 두 번 보냄' },
  expected: 'so many duplicated; fatal: accounting',
  hunt: (lab) => huntSpoilt(lab, 'duplicate', { transport: 'websocket' }),
} satisfies Defect;
