import type { BenchCase, Run } from '../../harness/results/schema.ts';
import { type WarningGroup, warningGroups } from '../../harness/results/warning-groups.ts';
import type { Language } from '../drawing/look.ts';
import { caseNames } from '../figures/findings.ts';
import { texts } from '../texts.ts';
import { el } from './dom.ts';

const words = texts.warnings;

/** What makes cases invalid: to be read before anything else. Nothing where there is nothing. */
export const fatalSection = (run: Run, language: Language): HTMLElement | null =>
  sectionOf(run, language, true);

/** What may mislead, and what to do about it; nothing where there is nothing. */
export const cautionsSection = (run: Run, language: Language): HTMLElement | null =>
  sectionOf(run, language, false);

function sectionOf(run: Run, language: Language, fatal: boolean): HTMLElement | null {
  const groups = warningGroups(run).filter((group) => group.fatal === fatal);
  if (groups.length === 0) return null;
  const id = fatal ? 'invalid' : 'warnings';
  return el(
    'section',
    { class: `warnings ${fatal ? 'fatal' : 'caution'}`, 'aria-labelledby': id },
    el('h2', { id }, words[fatal ? 'fatal' : 'caution'][language]),
    el('ul', {}, ...groups.map((group) => itemOf(run, group, language))),
  );
}

const itemOf = (run: Run, { code, sightings, why, remedy }: WarningGroup, language: Language): HTMLElement =>
  el(
    'li',
    {},
    ...sightings.map(({ seen, cases }) =>
      el(
        'p',
        { class: 'seen' },
        `${seen[language]} `,
        el('span', { class: 'where' }, whereOf(run, cases, language)),
      ),
    ),
    el('p', {}, why[language]),
    el('p', { class: 'remedy' }, `${remedy[language]} `, el('code', {}, code)),
  );

function whereOf(run: Run, cases: readonly BenchCase[], language: Language): string {
  if (cases.length === 0) return words.run[language];
  if (cases.length > 1 && cases.length === run.cases.length) return words.everyCase[language];
  return caseNames(run, cases, language);
}
