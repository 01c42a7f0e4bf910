import type { Language } from '../drawing/look.ts';
import { differenceTexts as words } from '../figures/difference-texts.ts';
import { DIFFERENCE_COLUMNS, type DifferenceGroup, differencesOf } from '../figures/differences.ts';
import { loadTitle } from '../figures/load-title.ts';
import type { SaidComparison } from '../figures/say-comparison.ts';
import { type Report, splitByLoad } from '../report.ts';
import { el } from './dom.ts';
import { scrollingTable } from './table.ts';

/** Which cases the trials tell apart, and by how much; nothing where there are no two to compare. */
export function differencesSection(report: Report, language: Language): HTMLElement | null {
  if (report.pairs.length === 0) return null;
  const parts = splitByLoad(report);
  const tables = parts.flatMap((part) => {
    const groups = differencesOf(part, language);
    const title = loadTitle(report.run, part.run, language);
    if (groups.length === 0) return [];
    return [parts.length > 1 ? el('h3', {}, title) : null, tableOf(groups, title, language)];
  });
  return el(
    'section',
    { class: 'differences' },
    el('h2', {}, words.heading[language]),
    ...tables,
    tables.length === 0
      ? el('p', { class: 'note' }, words.unknowable[language])
      : el('p', { class: 'small' }, words.reading[language]),
  );
}

function tableOf(groups: readonly DifferenceGroup[], title: string, language: Language): HTMLElement {
  const columns = Object.values(DIFFERENCE_COLUMNS);
  return scrollingTable(
    `${words.heading[language]}: ${title}`,
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, words.pair[language]),
        ...columns.map(({ title }) => el('th', { scope: 'col' }, title[language])),
      ),
    ),
    ...groups.map(({ heading, rows }) =>
      el(
        'tbody',
        {},
        el('tr', {}, el('th', { scope: 'rowgroup', colspan: String(columns.length + 1) }, heading)),
        ...rows.map((row) =>
          el(
            'tr',
            {},
            el('th', { scope: 'row' }, row.heading),
            ...row.cells.map((cell) => cellElement(cell, language)),
          ),
        ),
      ),
    ),
  );
}

const cellElement = ({ verdict, said, interval }: SaidComparison, language: Language): HTMLElement =>
  el(
    'td',
    { class: verdict },
    said,
    el('span', { class: 'unseen' }, words[verdict][language]),
    interval === null ? null : el('small', {}, interval),
  );
