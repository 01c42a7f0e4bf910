import type { Run, Warning } from '../../harness/results/schema.ts';
import type { Language } from '../drawing/look.ts';
import { caseName } from '../drawing/series.ts';
import { texts } from '../texts.ts';
import { el } from './dom.ts';

/** What may mislead, and what to do about it; nothing where there is nothing. */
export function warningsSection(run: Run, language: Language): HTMLElement | null {
  const all = [
    ...run.warnings.map((warning) => ({ warning, where: texts.warnings.run[language] })),
    ...run.cases.flatMap((one) =>
      one.warnings.map((warning) => ({ warning, where: caseName(run, one, language) })),
    ),
  ].sort((a, b) => Number(b.warning.fatal) - Number(a.warning.fatal));
  if (all.length === 0) return null;
  return el(
    'section',
    { class: 'warnings', 'aria-labelledby': 'warnings' },
    el('h2', { id: 'warnings' }, texts.warnings.heading[language]),
    el('ul', {}, ...merged(all).map(({ warning, where }) => itemOf(warning, where.join(', '), language))),
  );
}

interface Merged {
  readonly warning: Warning;
  readonly where: string[];
}

/** The same warning of several cases is said once. */
function merged(all: readonly { readonly warning: Warning; readonly where: string }[]): readonly Merged[] {
  const byText = new Map<string, Merged>();
  for (const { warning, where } of all) {
    const key = JSON.stringify([warning.code, warning.fatal, warning.message, warning.remedy]);
    const known = byText.get(key);
    if (known === undefined) byText.set(key, { warning, where: [where] });
    else known.where.push(where);
  }
  return [...byText.values()];
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
    // The harness writes its messages in English only.
    el('p', { lang: 'en' }, `${warning.message} `, el('span', { class: 'remedy' }, warning.remedy)),
  );
