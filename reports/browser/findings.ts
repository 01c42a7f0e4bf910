import type { Language } from '../drawing/look.ts';
import { type Finding, findingsOf } from '../figures/findings.ts';
import { type Report, splitByScenario, trialsOf } from '../report.ts';
import { texts } from '../texts.ts';
import { el } from './dom.ts';

/** Question, answer, figures: one line each. */
export function findingsSection(report: Report, language: Language): HTMLElement {
  const parts = splitByScenario(report);
  return el(
    'section',
    { class: 'findings', 'aria-labelledby': 'findings' },
    el('h2', { id: 'findings' }, texts.findings.heading[language]),
    ...parts.flatMap((part) => {
      const scenario = part.run.cases[0]?.scenario ?? '';
      const title = part.run.scenarios[scenario]?.title[language] ?? scenario;
      return [parts.length > 1 ? el('h3', {}, title) : null, listOf(findingsOf(part, language), language)];
    }),
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
