import type { Language } from '../drawing/look.ts';
import { type Finding, findingsOf } from '../figures/findings.ts';
import { loadTitle } from '../figures/load-title.ts';
import { firstWayName } from '../figures/ways.ts';
import { type Report, splitByLoad, trialsOf } from '../report.ts';
import { fill, texts } from '../texts.ts';
import { el } from './dom.ts';

/** Question, answer, figures: one line each. */
export function findingsSection(report: Report, language: Language): HTMLElement {
  const parts = splitByLoad(report);
  const way = firstWayName(report.run, language);
  return el(
    'section',
    { class: 'findings', 'aria-labelledby': 'findings' },
    el('h2', { id: 'findings' }, texts.findings.heading[language]),
    ...parts.flatMap((part) => {
      const title = parts.length > 1 ? el('h3', {}, loadTitle(report.run, part.run, language)) : null;
      return [title, listOf(findingsOf(part, language), language)];
    }),
    way === null ? null : el('p', { class: 'note' }, fill(texts.findings.oneWay, language, { way })),
    trialsOf(report.run) === 1 ? el('p', { class: 'note' }, texts.findings.oneTrialNote[language]) : null,
  );
}

function listOf(findings: readonly Finding[], language: Language): HTMLElement {
  if (findings.length === 0) return el('p', { class: 'note' }, texts.findings.none[language]);
  return el(
    'dl',
    {},
    ...findings.map(({ question, answer, detail }) =>
      el('div', {}, el('dt', {}, question), el('dd', { class: 'answer' }, answer), el('dd', {}, detail)),
    ),
  );
}
