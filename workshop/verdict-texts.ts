import type { Texts } from '../lab/texts.ts';
import type { Verdict } from './claim.ts';
import type { Conditions } from './results.ts';

/** The words of a table of verdicts on paper, in a terminal and in a README. */
export const VERDICT_WORDS: Readonly<Record<Verdict, Texts>> = {
  holds: { en: 'holds', ko: '성립' },
  'holds-with-limits': { en: 'holds with limits', ko: '조건부 성립' },
  'does-not-hold': { en: 'does not hold', ko: '불성립' },
};

/** Told apart without their colour. */
export const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  holds: '✓',
  'holds-with-limits': '◐',
  'does-not-hold': '✗',
};

export const words = {
  title: {
    en: 'Claims on realtime transports, put to the test',
    ko: '실시간 전송 방식에 대한 주장을 실험으로 확인하기',
  },
  claim: { en: 'What is commonly said', ko: '흔히 하는 주장' },
  verdict: { en: 'Verdict', ko: '판정' },
  figure: { en: 'Figure', ko: '수치' },
  because: { en: 'Why', ko: '이유' },
  method: { en: 'How it was measured', ko: '측정 방법' },
  thresholds: { en: 'What decides', ko: '판정 기준' },
  bySource: { en: 'by source', ko: '출처에 따름' },
  measured: { en: 'Measured', ko: '측정' },
  notMeasured: { en: 'Not measured here', ko: '여기서는 측정하지 못함' },
} as const satisfies Record<string, Texts>;

/** The same in both languages. */
export function sayConditions({ startedAt, environment, programs }: Conditions): string {
  const { cpu, cores, os, node } = environment;
  return [startedAt, `${cpu} × ${cores}`, os, `Node ${node}`, ...Object.values(programs)].join(' · ');
}
