import type { BenchCase, Run } from '../../harness/results/schema.ts';

import { atPoint, sweepOf } from '../../harness/results/sweep.ts';
import { isValid } from '../../harness/results/validity.ts';

import type { Language } from '../drawing/look.ts';
import { caseName, flawName, orderedCases, transportTitle } from '../drawing/series.ts';
import { pointName } from '../drawing/sweep-chart.ts';
import { allMetrics } from '../figures/all-metrics.ts';
import { type Measure, measures } from '../figures/measures.ts';
import { roundFigure } from '../figures/rounding.ts';
import { isReference, type Report, trialsOf } from '../report.ts';
import { fill, texts } from '../texts.ts';
import { el } from './dom.ts';
import { meaningsOf } from './meanings.ts';
import type { ReportPoint } from './sweep-point.ts';
import { scrollingTable, tableElement } from './table.ts';

const words = texts.summary;

/**
 * One row per case, one column per measure; then what the columns mean, and every other metric.
 *
 * @param point the report at one value of its sweep, for the table that has a column per case
 */
export function summarySection(report: Report, point: ReportPoint, language: Language): HTMLElement {
  const { run } = report;
  const scenario = run.cases[0]?.scenario ?? '';
  const title = run.scenarios[scenario]?.title[language] ?? scenario;
  const shown = measures.filter((measure) => isShown(report, measure));
  const trials = trialsOf(run);
  return el(
    'section',
    { class: 'summary', 'aria-label': `${words.heading[language]}: ${title}` },
    el('h2', {}, words.heading[language]),
    scrollingTable(
      words.scroll[language],
      el('thead', {}, headOf(shown, language)),
      ...bodiesOf(report, shown, language),
      el('tbody', {}, ...run.unavailable.map((one) => unavailableRow(run, one, shown.length, language))),
    ),
    el(
      'p',
      { class: 'small' },
      trials > 1 ? fill(words.ranges, language, { n: String(trials) }) : words.noRanges[language],
    ),
    meaningsOf(shown, language),
    run.metrics.length === 0
      ? null
      : el(
          'details',
          {},
          el('summary', {}, words.allMetrics[language] + point.suffix),
          tableElement(allMetrics(point.report.run, language), words.allMetrics[language] + point.suffix),
        ),
  );
}

/** The cases; those of a sweep value by value, each under its own heading. */
function bodiesOf(report: Report, shown: readonly Measure[], language: Language): HTMLElement[] {
  const rows = (part: Report): HTMLElement[] =>
    orderedCases(part.run).map((one) => rowOf(part, one, shown, language));
  const sweep = sweepOf(report.run);
  if (sweep === null) return [el('tbody', {}, ...rows(report))];
  return sweep.values.map((value) => {
    const name = pointName(sweep, value, { language });
    const heading = el('th', { scope: 'rowgroup', colspan: String(shown.length + 1) }, el('span', {}, name));
    const part = { ...report, run: atPoint(report.run, sweep, value) };
    return el('tbody', {}, el('tr', { class: 'point' }, heading), ...rows(part));
  });
}

/** Columns that nobody has are left out, as are rare troubles that nobody had. */
function isShown(report: Report, measure: Measure): boolean {
  const figures = report.run.cases.map((one) => measure.of(report, one));
  return figures.some((figure) => figure !== null && (!measure.onlyWhenSeen || figure.value > 0));
}

function headOf(shown: readonly Measure[], language: Language): HTMLElement {
  return el(
    'tr',
    {},
    el('th', { scope: 'col' }, words.transport[language]),
    ...shown.map(({ title, unit }) => {
      const symbol = unit.symbol[language];
      return el(
        'th',
        { scope: 'col' },
        title[language],
        symbol === '' || symbol === '×' ? null : el('small', {}, symbol),
      );
    }),
  );
}

function rowOf(report: Report, one: BenchCase, shown: readonly Measure[], language: Language): HTMLElement {
  return el(
    'tr',
    { class: isValid(one) ? '' : 'not-valid' },
    caseHeading(report.run, one, language),
    ...shown.map((measure) => cellOf(measure, report, one, language)),
  );
}

/** The heading of a case's row, with whether it counts. */
export function caseHeading(run: Run, one: BenchCase, language: Language): HTMLElement {
  const tag = flawName(one) ?? (isReference(run, one) ? words.reference : null);
  return headingOf(caseName(run, one, language), tag?.[language] ?? null);
}

/** The transport, and below it what tells this case from the transport's others. */
function headingOf(name: string, tag: string | null): HTMLElement {
  const [title = name, ...rest] = name.split(' · ');
  const small = [...rest, ...(tag === null ? [] : [tag])].join(' · ');
  return el(
    'th',
    { scope: 'row' },
    title,
    small === '' ? null : ' ',
    small === '' ? null : el('small', {}, small),
  );
}

function cellOf(measure: Measure, report: Report, one: BenchCase, language: Language): HTMLElement {
  const figure = measure.of(report, one);
  if (figure === null) return el('td', { class: 'none' }, '–');
  const { value, range } = roundFigure(figure, measure.unit, language);
  // A multiplication sign is part of the number; other units stand in the column's head.
  const sign = measure.unit.symbol[language] === '×' ? '×' : '';
  const bad = measure.bad === true && figure.value > 0;
  return el('td', { class: bad ? 'bad' : '' }, value + sign, range === null ? null : el('small', {}, range));
}

function unavailableRow(
  run: Run,
  { transport, http, reason, variant }: Run['unavailable'][number],
  columns: number,
  language: Language,
): HTMLElement {
  const version = http === null ? [] : [`HTTP/${http}`];
  const name = [transportTitle(run, transport, language), ...version, ...(variant ? [variant] : [])];
  return el(
    'tr',
    { class: 'unavailable' },
    headingOf(name.join(' · '), null),
    el(
      'td',
      { colspan: String(columns) },
      el('span', {}, fill(words.notAvailable, language, { reason: reason[language] })),
    ),
  );
}
