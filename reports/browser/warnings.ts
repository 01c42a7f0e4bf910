import type { BenchCase, Run } from '../../harness/results/schema.ts';
import { sweepOf } from '../../harness/results/sweep.ts';
import { type WarningGroup, warningGroups } from '../../harness/results/warning-groups.ts';
import type { Language } from '../drawing/look.ts';
import { pointName } from '../drawing/sweep-chart.ts';
import { caseNames } from '../figures/findings.ts';
import { fill, texts } from '../texts.ts';
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

/** Of one warning that is seen in every case with other numbers, these many are enough to judge it. */
const SHOWN = 3;

function itemOf(run: Run, { code, sightings, why, remedy }: WarningGroup, language: Language): HTMLElement {
  const lines = sightings.map(({ seen, cases }) =>
    el(
      'p',
      { class: 'seen' },
      `${seen[language]} `,
      el('span', { class: 'where' }, whereOf(run, cases, language)),
    ),
  );
  const more = lines.splice(lines.length > SHOWN + 1 ? SHOWN : lines.length);
  const summary = el('summary', {}, fill(words.more, language, { n: String(more.length) }));
  return el(
    'li',
    {},
    ...lines,
    more.length === 0 ? null : el('details', {}, summary, ...more),
    el('p', {}, why[language]),
    el('p', { class: 'remedy' }, `${remedy[language]} `, el('code', {}, code)),
  );
}

function whereOf(run: Run, cases: readonly BenchCase[], language: Language): string {
  if (cases.length === 0) return words.run[language];
  if (cases.length > 1 && cases.length === run.cases.length) return words.everyCase[language];
  const names = caseNames(run, cases, language);
  const sweep = sweepOf(run);
  if (sweep === null) return names;
  const points = new Set(cases.map(({ parameters }) => Number(parameters[sweep.parameter])));
  return `${names} · ${[...points].map((value) => pointName(sweep, value, { language })).join(', ')}`;
}
