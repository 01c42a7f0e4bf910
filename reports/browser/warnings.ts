import type { BenchCase, Run } from '../../harness/results/schema.ts';
import type { Warning } from '../../harness/results/warning-schema.ts';
import type { Language } from '../drawing/look.ts';
import { caseNames } from '../figures/findings.ts';
import { texts } from '../texts.ts';
import { el } from './dom.ts';

/** What may mislead, and what to do about it; nothing where there is nothing. */
export function warningsSection(run: Run, language: Language): HTMLElement | null {
  const all = placedWarnings(run).sort((a, b) => Number(b.warning.fatal) - Number(a.warning.fatal));
  if (all.length === 0) return null;
  return el(
    'section',
    { class: 'warnings', 'aria-labelledby': 'warnings' },
    el('h2', { id: 'warnings' }, texts.warnings.heading[language]),
    el(
      'ul',
      {},
      ...all.map(({ warning, cases }) => itemOf(warning, whereOf(run, cases, language), language)),
    ),
  );
}

interface PlacedWarning {
  readonly warning: Warning;
  /** Empty for a warning of the whole run. */
  readonly cases: BenchCase[];
}

/** The same warning of several cases is said once. */
function placedWarnings(run: Run): PlacedWarning[] {
  const byText = new Map<string, PlacedWarning>();
  for (const one of run.cases) {
    for (const warning of one.warnings) {
      const key = JSON.stringify(warning);
      const known = byText.get(key);
      if (known === undefined) byText.set(key, { warning, cases: [one] });
      else known.cases.push(one);
    }
  }
  return [...run.warnings.map((warning) => ({ warning, cases: [] })), ...byText.values()];
}

function whereOf(run: Run, cases: readonly BenchCase[], language: Language): string {
  if (cases.length === 0) return texts.warnings.run[language];
  if (cases.length > 1 && cases.length === run.cases.length) return texts.warnings.everyCase[language];
  return caseNames(run, cases, language);
}

const itemOf = (warning: Warning, where: string, language: Language): HTMLElement =>
  el(
    'li',
    { class: warning.fatal ? 'fatal' : 'caution' },
    el(
      'p',
      { class: 'kind' },
      el('strong', {}, texts.warnings[warning.fatal ? 'fatal' : 'caution'][language]),
      ` · ${where} · `,
      el('code', {}, warning.code),
    ),
    el('p', { class: 'seen' }, warning.seen[language]),
    el('p', {}, `${warning.why[language]} `, el('span', { class: 'remedy' }, warning.remedy[language])),
  );
