import { expect, test } from 'vitest';
import type { Damage } from '../proxy.ts';
import { FORETOLD } from '../results/validity.ts';
import { withForetold } from './foretold.ts';
import type { CaseEvidence } from './warning-rule.ts';

const warning = (code: string, fatal: boolean) => ({
  code,
  fatal,
  seen: { en: 'Seen.', ko: '보임.' },
  why: { en: 'Why.', ko: '까닭.' },
  remedy: { en: 'What.', ko: '방법.' },
});

const damage = (seen: boolean): Damage => ({
  code: 'refused',
  what: { en: 'all are refused.', ko: '모두 거부됩니다.' },
  seenIn: () => seen,
  explains: ['client-failure'],
});

const codesOf = (foretold: readonly Damage[], ...found: ReturnType<typeof warning>[]): string[] =>
  withForetold({ trials: [{}], foretold } as unknown as CaseEvidence, found).map(({ code }) => code);

test('where nothing is foretold warnings stay as they are', () => {
  expect(codesOf([], warning('client-failure', true), warning('few-samples', false))).toEqual([
    'client-failure',
    'few-samples',
  ]);
});

test('damage that is seen takes the place of what it explains, and of what only qualifies figures', () => {
  expect(codesOf([damage(true)], warning('client-failure', true), warning('few-samples', false))).toEqual([
    FORETOLD,
  ]);
});

test('a damaged case has no figures that a busy machine could spoil', () => {
  const busy = [warning('generator-saturated', true), warning('source-lag', true)];
  expect(codesOf([damage(true)], ...busy)).toEqual([FORETOLD]);
  expect(codesOf([damage(false)], ...busy)).toContain('generator-saturated');
});

test('what it does not explain keeps the case invalid', () => {
  expect(codesOf([damage(true)], warning('limit-hit', true))).toEqual(['limit-hit', FORETOLD]);
});

test('damage that is not seen is told, and excuses nothing', () => {
  expect(codesOf([damage(false)], warning('client-failure', true), warning('few-samples', false))).toEqual([
    'client-failure',
    'foretold-not-seen',
    'few-samples',
  ]);
});

test.each([true, false])('what was foretold is said in both languages (seen: %s)', (seen) => {
  const [told] = withForetold({ trials: [{}], foretold: [damage(seen)] } as unknown as CaseEvidence, []);
  expect(told?.seen.en).toMatch(seen ? /^As foretold: all are refused\.$/ : /^Foretold but not seen: all/);
  expect(told?.seen.ko).toContain('모두 거부됩니다.');
});
