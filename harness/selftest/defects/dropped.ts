import type { Defect } from '../defect.ts';
import { huntSpoilt } from '../hunt-spoilt.ts';

export default {
  id: 'dropped',
  order: 30,
  title: { en: '1 in 1,000 deliveries dropped', ko: '전달 1,000건 중 1건을 버림' },
  expected: 'so many lost; fatal: accounting',
  hunt: (lab) => huntSpoilt(lab, 'drop', { transport: 'sse' }),
} satisfies Defect;
