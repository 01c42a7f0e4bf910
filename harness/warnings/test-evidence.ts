import { expect, test } from 'vitest';
import type { Trial } from '../results/schema.ts';
import type { Warning } from '../results/warning-schema.ts';
import { soundTrial } from '../sound-trial.ts';
import type { TrialPlan } from '../trial-plan.ts';
import { warningsOf } from '../warnings.ts';
import type { WarningRule } from './warning-rule.ts';

/** What differs from three sound trials of a plain plan. */
export interface Given {
  /** Changes of one trial of three, or of each where there are several. */
  readonly trials?: readonly Partial<Trial>[];
  /** Three unless told. */
  readonly count?: number;
  readonly failures?: Readonly<Record<string, number>>;
  readonly plan?: Partial<TrialPlan>;
}

/** What provokes a warning, and what is so close to it that it must not. */
export type WarningCase = readonly [code: string, fact: string, given: Given, harmless: Given];

/** Sections of a sound trial with some of their figures changed. */
export const having = (
  changes: {
    readonly [Name in keyof Trial]?: Partial<Trial[Name]>;
  },
): Partial<Trial> => {
  const sound = soundTrial();
  return Object.fromEntries(
    Object.entries(changes).map(([name, change]) => [
      name,
      { ...(sound[name] as object), ...(change as object) },
    ]),
  );
};

export const endToEnd = (change: Partial<Trial['latencyUs']['endToEnd']>): Partial<Trial> => {
  const { latencyUs } = soundTrial();
  return { latencyUs: { ...latencyUs, endToEnd: { ...latencyUs.endToEnd, ...change } } };
};

export const inAll = (change: Partial<Trial>): Partial<Trial>[] => [change, change, change];

export const findIn = ({ trials = [], count = 3, failures = {}, plan = {} }: Given): Warning[] =>
  warningsOf({
    plan: { http: '2', source: 'in-process', ...plan } as TrialPlan,
    trials: Array.from({ length: count }, (_, index) => ({ ...soundTrial(index), ...trials[index] })),
    failures: new Map(Object.entries(failures)),
  });

export const codesIn = (given: Given): string[] => findIn(given).map(({ code }) => code);

/** Tests that each of these rules is provoked, by what stands here and by nothing just short of it, and how it is said. */
export function testCases(rules: readonly WarningRule[], cases: readonly WarningCase[]): void {
  test.each(cases)('%s is said %s, and not just before', (code, _fact, given, harmless) => {
    expect(codesIn(given)).toEqual([code]);
    expect(codesIn(harmless)).toEqual([]);
  });

  test.each(cases)(
    '%s tells, %s, what was seen, why it may mislead and what to do, in both languages',
    (_code, _fact, given) => {
      for (const { seen, why, remedy } of findIn(given)) {
        for (const { en, ko } of [seen, why, remedy]) {
          expect(en).toMatch(/^[A-Z].*\.$/);
          expect(ko).toMatch(/[가-힣].*\.$/);
          expect(`${en} ${ko}`).not.toMatch(/undefined|NaN|Infinity|false|\{/);
        }
      }
    },
  );

  test.each(rules)('$code is provoked here', ({ code }) => {
    expect(cases.map(([provoked]) => provoked)).toContain(code);
  });
}
