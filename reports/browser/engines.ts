import { isValid } from '../../harness/results/validity.ts';
import type { Language } from '../drawing/look.ts';
import {
  engineCell,
  engineColumns,
  type PlayedCase,
  playedBySeveral,
  sayingsOfSaturation,
} from '../figures/engines.ts';
import type { Report } from '../report.ts';
import { texts } from '../texts.ts';
import { el } from './dom.ts';
import { meaningsOf } from './meanings.ts';
import { scrollingTable } from './table.ts';

const words = texts.engines;

/** Cases that several engines played, side by side, and what an engine measured besides. Nothing where one played all. */
export function enginesSection({ run }: Report, language: Language): HTMLElement | null {
  const played = playedBySeveral(run, language);
  const saturation = sayingsOfSaturation(run, language);
  if (played.length === 0 && saturation.length === 0) return null;
  return el(
    'section',
    { class: 'engines', 'aria-labelledby': 'engines' },
    el('h2', { id: 'engines' }, words.heading[language]),
    ...(played.length === 0 ? [] : crossCheck(played, language)),
    ...(saturation.length === 0
      ? []
      : [
          el('h3', {}, words.saturation[language]),
          el('ul', {}, ...saturation.map((said) => el('li', {}, said))),
        ]),
  );
}

const crossCheck = (played: readonly PlayedCase[], language: Language): HTMLElement[] => [
  el('p', { class: 'reading' }, words.reading[language]),
  scrollingTable(
    words.heading[language],
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, words.engine[language]),
        ...engineColumns.map(({ title, unit }) => {
          const symbol = unit.symbol[language];
          return el('th', { scope: 'col' }, title[language], symbol === '' ? null : el('small', {}, symbol));
        }),
      ),
    ),
    ...played.map((one) => bodyOf(one, language)),
  ),
  meaningsOf(engineColumns, language),
];

const bodyOf = ({ name, by }: PlayedCase, language: Language): HTMLElement =>
  el(
    'tbody',
    {},
    el(
      'tr',
      { class: 'point' },
      el('th', { scope: 'rowgroup', colspan: String(engineColumns.length + 1) }, el('span', {}, name)),
    ),
    ...by.map(({ engine, benchCase }) =>
      el(
        'tr',
        { class: isValid(benchCase) ? '' : 'not-valid' },
        el(
          'th',
          { scope: 'row' },
          engine,
          isValid(benchCase) ? null : ' ',
          isValid(benchCase) ? null : el('small', {}, texts.summary.notValid[language]),
        ),
        ...engineColumns.map((column) => {
          const { value, range } = engineCell(column, benchCase, language);
          return el('td', {}, value, range === null ? null : el('small', {}, range));
        }),
      ),
    ),
  );
