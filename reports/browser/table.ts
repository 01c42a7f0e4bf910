import type { Table } from '../chart.ts';
import { el } from './dom.ts';

/**
 * A table that scrolls sideways where the page is too narrow for it, by keyboard as well.
 * @param label what a screen reader calls the place
 * @param parts caption, head and bodies
 */
export const scrollingTable = (label: string, ...parts: readonly HTMLElement[]): HTMLElement =>
  el(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label },
    el('table', {}, ...parts),
  );

/** A plain table; the first column are row headings. */
export const tableElement = ({ columns, rows }: Table, caption: string): HTMLElement =>
  scrollingTable(
    caption,
    el('caption', { class: 'unseen' }, caption),
    el('thead', {}, el('tr', {}, ...columns.map((column) => el('th', { scope: 'col' }, column)))),
    el(
      'tbody',
      {},
      ...rows.map(({ heading, cells }) =>
        el('tr', {}, el('th', { scope: 'row' }, heading), ...cells.map((cell) => el('td', {}, cell))),
      ),
    ),
  );
