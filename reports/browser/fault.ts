import type { Run } from '../../harness/results/schema.ts';
import { isValid } from '../../harness/results/validity.ts';
import type { Language } from '../drawing/look.ts';
import { orderedCases } from '../drawing/series.ts';
import { faultTitle } from '../figures/fault.ts';
import { type FaultColumn, faultColumns } from '../figures/fault-columns.ts';
import { sayLeaks } from '../figures/leaks.ts';
import { isSilent, noticedTable } from '../figures/noticed.ts';
import { sayCircumstances } from '../figures/say-fault.ts';
import { type Report, trialsOf } from '../report.ts';
import { fill, texts } from '../texts.ts';
import { el } from './dom.ts';
import { meaningsOf } from './meanings.ts';
import { caseHeading } from './summary.ts';
import { scrollingTable, tableElement } from './table.ts';

const words = texts.fault;

/** What a fault did to every case: a row each, who noticed, what was left behind. Nothing where nothing went wrong. */
export function faultSection({ run }: Report, language: Language): HTMLElement | null {
  const struck = { ...run, cases: run.cases.filter(({ fault }) => fault !== undefined) };
  if (struck.cases.length === 0) return null;
  const shown = faultColumns.filter((column) =>
    struck.cases.some((one) => column.cell(one, language) !== null),
  );
  const trials = trialsOf(struck);
  const leaks = sayLeaks(struck, language);
  return el(
    'section',
    { class: 'fault', 'aria-labelledby': 'fault' },
    el('h2', { id: 'fault' }, words.heading[language]),
    el('p', { class: 'reading' }, sayCircumstances(struck, language)),
    tableOf(struck, shown, language),
    el(
      'p',
      { class: 'small' },
      trials > 1 ? fill(words.ranges, language, { n: String(trials) }) : words.noRanges[language],
    ),
    meaningsOf(shown, language),
    el(
      'details',
      {
        open: isSilent(
          struck.cases.flatMap(({ trials }) => trials.flatMap(({ reconnection }) => reconnection ?? [])),
        ),
      },
      el('summary', {}, words.noticed.heading[language]),
      tableElement(noticedTable(struck, language), words.noticed.heading[language]),
      el('p', { class: 'small' }, words.noticed.kernel[language]),
    ),
    el('p', { class: leaks.leaked ? 'leaks bad' : 'leaks' }, leaks.said),
  );
}

/** Transport × fault: the cases of each fault under its name, where a run has more than one. */
function tableOf(run: Run, shown: readonly FaultColumn[], language: Language): HTMLElement {
  const byFault = [...Map.groupBy(orderedCases(run), ({ fault }) => fault?.id ?? '')];
  return scrollingTable(
    words.scroll[language],
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, texts.summary.transport[language]),
        ...shown.map(({ title, unit }) => {
          const symbol = unit.symbol[language];
          return el('th', { scope: 'col' }, title[language], symbol === '' ? null : el('small', {}, symbol));
        }),
      ),
    ),
    ...byFault.map(([id, cases]) =>
      el(
        'tbody',
        {},
        byFault.length === 1 ? null : groupRow(faultTitle(run, id, language), shown.length + 1),
        ...cases.map((one) =>
          el(
            'tr',
            { class: isValid(one) ? '' : 'not-valid' },
            caseHeading(run, one, language),
            ...shown.map((column) => cellElement(column.cell(one, language))),
          ),
        ),
      ),
    ),
  );
}

const groupRow = (title: string, columns: number): HTMLElement =>
  el(
    'tr',
    { class: 'point' },
    el('th', { scope: 'rowgroup', colspan: String(columns) }, el('span', {}, title)),
  );

function cellElement(cell: ReturnType<FaultColumn['cell']>): HTMLElement {
  if (cell === null) return el('td', { class: 'none' }, '–');
  const notes = cell.notes.map((note) => el('small', {}, note));
  return el('td', { class: cell.bad ? 'bad' : '' }, cell.value, ...notes);
}
