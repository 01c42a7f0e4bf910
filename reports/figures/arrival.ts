import type { BenchCase, Run } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';
import { caseName } from '../drawing/series.ts';
import { fill, texts } from '../texts.ts';
import type { Finding } from './findings.ts';
import { sayLosses } from './losses.ts';

const words = texts.findings;

/** Whether every expected delivery came exactly once, and to whom it did not. */
export function arrivalFinding(run: Run, cases: readonly BenchCase[], language: Language): Finding {
  const number = (value: number): string => value.toLocaleString(language);
  const total = (of: readonly BenchCase[], name: 'expected' | 'lost' | 'duplicated' | 'starved'): number =>
    of.flatMap(({ trials }) => trials).reduce((sum, { deliveries }) => sum + deliveries[name], 0);
  const names = (of: readonly BenchCase[]): string =>
    of.map((one) => caseName(run, one, language)).join(', ');
  const affected = cases.filter((one) => total([one], 'lost') + total([one], 'duplicated') > 0);
  const starved = cases.filter((one) => total([one], 'starved') > 0);
  const causes = sayLosses(cases, language).join(', ');
  const expected = number(total(cases, 'expected'));
  const details = [
    affected.length === 0
      ? fill(words.allArrivedDetail, language, { expected })
      : fill(words.notAllArrivedDetail, language, { expected, cases: names(affected) }),
    ...(causes === '' ? [] : [fill(texts.fault.findings.kinds, language, { what: causes })]),
    ...(starved.length === 0
      ? []
      : [fill(words.starved, language, { n: number(total(cases, 'starved')), cases: names(starved) })]),
  ];
  return {
    id: 'reliability',
    question: words.reliability[language],
    answer:
      affected.length === 0
        ? words.allArrived[language]
        : fill(words.notAllArrived, language, {
            lost: number(total(cases, 'lost')),
            duplicated: number(total(cases, 'duplicated')),
          }),
    detail: details.join(' '),
  };
}
