import { adviceSection } from '../../../reports/browser/advice/advice-section.ts';
import type { Report } from '../../../reports/report.ts';
import type { Demo } from '../../demo.ts';

/** The advice panel of the reports, for the class's own case. */
export default {
  intro: {
    en: 'Enter a case of your own: how many clients, how many events, what must not be lost. The answer is computed from measured costs. It says how sure it is, and where it cannot tell.',
    ko: '여러분의 경우를 넣어 보세요. 몇 명이 구독하는지, 이벤트가 얼마나 자주 생기는지, 무엇을 잃으면 안 되는지 입력합니다. 답은 측정한 비용으로 계산하고 얼마나 확실한지도 알려 주며, 알 수 없으면 알 수 없다고 합니다.',
  },
  async start({ root, look, facts }) {
    root.append(adviceSection((facts as { reports: readonly Report[] }).reports, look));
  },
} satisfies Demo;
