import type { Advice, Estimate, Option } from '../../advice/advise.ts';
import { QUANTITIES, type Quantity } from '../../advice/quantity.ts';
import type { Language } from '../../drawing/look.ts';
import { texts } from '../../texts.ts';
import { el } from '../dom.ts';
import { scrollingTable } from '../table.ts';
import { SCALES, sayPrediction } from './figures.ts';
import { titleOf } from './names.ts';

const words = texts.advicePanel;

/** One row per transport and HTTP version, one column per cost. */
export function answerTable(advice: Advice, language: Language): HTMLElement {
  return el(
    'div',
    {},
    scrollingTable(
      words.table[language],
      el('thead', {}, headOf(language)),
      el('tbody', {}, ...inOrder(advice).map((option) => rowOf(advice, option, language))),
    ),
    el('p', { class: 'small advice-ranges' }, words.ranges[language], ' ', advice.tails[language]),
  );
}

/** As the runs list their transports. */
function inOrder({ options, evidence }: Advice): readonly Option[] {
  const ids = [...new Set(evidence.used.flatMap(({ transports }) => Object.keys(transports)))];
  const rank = ({ transport, http }: Option): string =>
    `${String(ids.indexOf(transport)).padStart(3)} ${http}`;
  return [...options].sort((a, b) => rank(a).localeCompare(rank(b)));
}

const headOf = (language: Language): HTMLElement =>
  el(
    'tr',
    {},
    el('th', { scope: 'col' }, words.columns.transport[language]),
    el('th', { scope: 'col' }, words.columns.fits[language]),
    ...QUANTITIES.map((quantity) => {
      const symbol = SCALES[quantity].symbol[language];
      const unit = symbol === '' ? null : el('small', {}, symbol);
      return el('th', { scope: 'col' }, words.columns[quantity][language], unit);
    }),
  );

const rowOf = (advice: Advice, option: Option, language: Language): HTMLElement =>
  el(
    'tr',
    { class: option.fits === 'no' ? 'not-valid' : '' },
    el(
      'th',
      { scope: 'row' },
      titleOf(advice, option.transport)[language],
      option.http === null ? null : ' ',
      option.http === null ? null : el('small', {}, `HTTP/${option.http}`),
    ),
    el('td', { class: `fits-${option.fits}` }, words.fits[option.fits][language]),
    ...QUANTITIES.map((quantity) => cellOf(option.estimates[quantity], quantity, language)),
  );

function cellOf(estimate: Estimate, quantity: Quantity, language: Language): HTMLElement {
  if ('unknown' in estimate) {
    return el(
      'td',
      { class: 'none' },
      el('span', { 'aria-hidden': 'true' }, '?'),
      el('span', { class: 'unseen' }, words.cannotTell[language]),
    );
  }
  const { value, range } = sayPrediction(estimate, SCALES[quantity], language);
  if (estimate.low === null) return el('td', {}, value, noRange(language));
  return el('td', {}, value, range === null ? null : el('small', {}, range));
}

const noRange = (language: Language): HTMLElement =>
  el(
    'small',
    {},
    el('span', { 'aria-hidden': 'true' }, '?–?'),
    el('span', { class: 'unseen' }, words.noRange[language]),
  );
