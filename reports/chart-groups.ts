import type { Texts } from '../lab/texts.ts';

/** The questions that charts answer, in the order of the page; each is a heading, where it has a chart. */
export const CHART_GROUPS = {
  load: { en: 'As the load grows', ko: '부하가 커지면' },
  fault: { en: 'When something goes wrong', ko: '장애가 나면' },
  wait: { en: 'How long people wait', ko: '얼마나 기다리나' },
  cost: { en: 'What it costs', ko: '비용은 얼마나 드나' },
} as const satisfies Readonly<Record<string, Texts>>;

export type ChartGroup = keyof typeof CHART_GROUPS;
