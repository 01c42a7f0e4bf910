import type { Texts } from '../../lab/texts.ts';
import type { Language } from '../drawing/look.ts';
import { texts } from '../texts.ts';
import { el } from './dom.ts';

/** What each column of a table means, folded away below it. */
export const meaningsOf = (
  columns: readonly { readonly title: Texts; readonly meaning: Texts }[],
  language: Language,
): HTMLElement =>
  el(
    'details',
    {},
    el('summary', {}, texts.summary.meanings[language]),
    el(
      'dl',
      { class: 'meanings' },
      ...columns.flatMap(({ title, meaning }) => [
        el('dt', {}, title[language]),
        el('dd', {}, meaning[language]),
      ]),
    ),
  );
