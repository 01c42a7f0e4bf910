import type { Look } from '../drawing/look.ts';
import { lookOf } from '../drawing/series.ts';
import { sayAnswer, sayObjective, sayStopper, saySure } from '../figures/capacity.ts';
import { probesTable } from '../figures/capacity-probes.ts';
import type { Report } from '../report.ts';
import { texts } from '../texts.ts';
import { el } from './dom.ts';
import { tableElement } from './table.ts';

const words = texts.capacity;

/** The answers of a search, one line each, and every probe behind them; nothing for an ordinary run. */
export function capacitySection({ run }: Report, look: Look): HTMLElement | null {
  const { capacity } = run;
  if (capacity === undefined) return null;
  const { language } = look;
  return el(
    'section',
    { class: 'findings capacity', 'aria-labelledby': 'capacity' },
    el('h2', { id: 'capacity' }, words.heading[language]),
    el('p', { class: 'reading' }, sayObjective(capacity, language)),
    el(
      'dl',
      {},
      ...capacity.cases.map((one) =>
        el(
          'div',
          {},
          el('dt', {}, lookOf(run, one, look).name),
          el('dd', { class: 'answer' }, sayAnswer(one, capacity, language)),
          el('dd', {}, `${sayStopper(one, language)}. ${saySure(one, language)}.`),
        ),
      ),
    ),
    ...capacity.cases.map((one) => {
      const title = `${words.everyProbe[language]} · ${lookOf(run, one, look).name}`;
      return el(
        'details',
        {},
        el('summary', {}, title),
        tableElement(probesTable(one, capacity, language), title),
      );
    }),
  );
}
