import type { Table } from '../chart.ts';
import { el } from './dom.ts';

/** A plain table; the first column are row headings. */
export function tableElement({ columns, rows }: Table, caption: string): HTMLElement {
  return el(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    el(
      'table',
      {},
      el('caption', { class: 'unseen' }, caption),
      el('thead', {}, el('tr', {}, ...columns.map((column) => el('th', { scope: 'col' }, column)))),
      el(
        'tbody',
        {},
        ...rows.map(({ heading, cells }) =>
          el('tr', {}, el('th', { scope: 'row' }, heading), ...cells.map((cell) => el('td', {}, cell))),
        ),
      ),
    ),
  );
}
