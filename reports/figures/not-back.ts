import type { BenchCase, Run } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';
import { caseName } from '../drawing/series.ts';
import { fill, texts } from '../texts.ts';
import type { Finding } from './findings.ts';

const words = texts.fault.findings;

/** How many subscribers a fault cut off for good, and whose; nothing where all returned. */
export function notBackFinding(
  run: Run,
  cases: readonly BenchCase[],
  language: Language,
): readonly Finding[] {
  const lostOf = (one: BenchCase): number =>
    one.trials.reduce((sum, { reconnection }) => sum + (reconnection?.neverReturned ?? 0), 0);
  const affected = cases.filter((one) => lostOf(one) > 0);
  if (affected.length === 0) return [];
  const sum = (of: readonly BenchCase[], read: (one: BenchCase) => number): string =>
    of.reduce((total, one) => total + read(one), 0).toLocaleString(language);
  return [
    {
      id: 'not-back',
      question: words.notBack[language],
      answer: fill(words.notBackAnswer, language, {
        n: sum(affected, lostOf),
        all: sum(cases, ({ subscribers, trials }) => subscribers * trials.length),
      }),
      detail: fill(words.notBackDetail, language, {
        cases: affected.map((one) => caseName(run, one, language)).join(', '),
      }),
    },
  ];
}
