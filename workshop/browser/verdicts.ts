import { el } from '../../reports/browser/dom.ts';
import { scrollingTable } from '../../reports/browser/table.ts';
import type { Language } from '../../reports/drawing/look.ts';
import { fill } from '../../reports/texts.ts';
import type { Course, CourseClaim } from '../course.ts';
import { texts } from '../texts.ts';
import { VERDICT_SIGNS, VERDICT_WORDS } from '../verdict-texts.ts';
import { originOfVerdict } from './origin.ts';

const words = texts.verdict;

/** What is judged by source is outlined only, and says so: nothing was measured. */
function badge({ verdict }: CourseClaim, language: Language): HTMLElement {
  if (verdict === undefined) return el('span', { class: 'verdict none' }, words.none[language]);
  const isSourced = 'source' in verdict.by;
  return el(
    'span',
    { class: `verdict ${verdict.verdict}${isSourced ? ' by-source' : ''}` },
    `${VERDICT_SIGNS[verdict.verdict]} ${VERDICT_WORDS[verdict.verdict][language]}${isSourced ? ` (${words.bySource[language]})` : ''}`,
  );
}

/** Each claim of a lesson: what is said, the verdict, its figure, why. */
export const verdictList = (claims: readonly CourseClaim[], language: Language): HTMLElement =>
  el(
    'ul',
    { class: 'verdicts' },
    ...claims.map((claim) => {
      const { verdict } = claim;
      return el(
        'li',
        { 'data-claim': String(claim.number), 'data-verdict': verdict?.verdict ?? '' },
        el('p', { class: 'claim-number' }, fill(words.claim, language, { n: String(claim.number) })),
        el('p', { class: 'statement' }, claim.statement[language]),
        el('p', {}, badge(claim, language), ' ', el('strong', {}, verdict?.figure[language] ?? '')),
        verdict ? el('p', {}, verdict.because[language]) : null,
        verdict && 'thresholds' in verdict.by
          ? el('p', { class: 'small' }, `${words.thresholds[language]}: ${verdict.by.thresholds[language]}`)
          : null,
        verdict && 'thresholds' in verdict.by
          ? el('p', { class: 'small origin' }, originOfVerdict(claim, language))
          : null,
        verdict && 'source' in verdict.by
          ? el('p', { class: 'small' }, el('a', { href: verdict.by.source.url }, verdict.by.source.title))
          : null,
      );
    }),
  );

/** All claims in one table. */
export const verdictTable = ({ claims, experiments }: Course, language: Language): HTMLElement =>
  el(
    'div',
    { class: 'verdict-table' },
    scrollingTable(
      texts.page.claims[language],
      el('caption', { class: 'unseen' }, texts.page.claims[language]),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...Object.values(words.columns).map((column) => el('th', { scope: 'col' }, column[language])),
        ),
      ),
      el(
        'tbody',
        {},
        ...claims.map((claim) => {
          const { verdict } = claim;
          const how =
            verdict === undefined
              ? ''
              : 'source' in verdict.by
                ? verdict.by.source.title
                : (experiments[verdict.by.experiment]?.title[language] ?? '');
          return el(
            'tr',
            {},
            el('th', { scope: 'row', class: 'claim-text' }, `${claim.number}. ${claim.statement[language]}`),
            el('td', {}, badge(claim, language)),
            el('td', { class: 'claim-text' }, verdict?.figure[language] ?? ''),
            el(
              'td',
              { class: 'claim-text' },
              how,
              el('small', { class: 'origin' }, originOfVerdict(claim, language)),
            ),
          );
        }),
      ),
    ),
  );
