import type { Language } from '../drawing/look.ts';
import { HEAT_COLUMNS, type HeatCell, type HeatRow, heatRows } from '../figures/heat.ts';
import { loadTitle } from '../figures/load-title.ts';
import { roundFigure } from '../figures/rounding.ts';
import type { Report } from '../report.ts';
import { splitByLoad } from '../report.ts';
import { texts } from '../texts.ts';
import { el } from './dom.ts';
import { caseHeading } from './summary.ts';
import { scrollingTable } from './table.ts';

const words = texts.compare.heat;

/**
 * Every case by what matters most, shaded column by column; nothing where there are no two to compare. A case
 * that is not shown counts all the same: neither shade nor who is best depends on a filter.
 *
 * @param isShown by a case's id
 */
export function heatSection(
  report: Report,
  language: Language,
  isShown: (id: string) => boolean = () => true,
): HTMLElement | null {
  const parts = splitByLoad(report)
    .map((part) => ({ part, rows: heatRows(part).filter(({ benchCase }) => isShown(benchCase.id)) }))
    .filter(({ rows }) => rows.length > 0);
  if (parts.length === 0 || report.run.cases.length < 2) return null;
  const hides = report.run.cases.some(({ id }) => !isShown(id));
  return el(
    'section',
    { class: 'heat', 'aria-labelledby': 'heat' },
    el('h2', { id: 'heat' }, words.heading[language]),
    el('p', { class: 'reading' }, words.reading[language], hides ? ` ${words.hidden[language]}` : ''),
    ...parts.flatMap(({ part, rows }) => {
      const title = loadTitle(report.run, part.run, language);
      return [parts.length > 1 ? el('h3', {}, title) : null, tableOf(part, rows, title, language)];
    }),
  );
}

function tableOf(report: Report, rows: readonly HeatRow[], title: string, language: Language): HTMLElement {
  return scrollingTable(
    `${words.heading[language]}: ${title}`,
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, texts.summary.transport[language]),
        ...HEAT_COLUMNS.map(({ measure: { title, unit } }) => {
          const symbol = unit.symbol[language];
          return el('th', { scope: 'col' }, title[language], symbol === '' ? null : el('small', {}, symbol));
        }),
      ),
    ),
    el(
      'tbody',
      {},
      ...rows.map(({ benchCase, cells }) =>
        el(
          'tr',
          {},
          caseHeading(report.run, benchCase, language),
          ...cells.map((cell, column) => cellOf(cell, column, language)),
        ),
      ),
    ),
  );
}

function cellOf({ figure, level, best }: HeatCell, column: number, language: Language): HTMLElement {
  const unit = HEAT_COLUMNS[column]?.measure.unit;
  if (figure === null || unit === undefined) return el('td', { class: 'none' }, '–');
  const { value } = roundFigure(figure, unit, language);
  return el(
    'td',
    { class: level === null ? '' : `heat-${level}` },
    value,
    best ? el('small', { class: 'best' }, words.best[language]) : null,
  );
}
