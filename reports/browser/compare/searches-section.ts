import type { ComparedRun } from '../../compare/compared-run.ts';
import { capacityTable } from '../../drawing/capacity-table.ts';
import type { Look } from '../../drawing/look.ts';
import { sayObjective } from '../../figures/capacity.ts';
import { fill, texts } from '../../texts.ts';
import { el } from '../dom.ts';
import { tableElement } from '../table.ts';

/** What searches for capacity found, a table for each; nothing where no run is one. */
export function searchesSection(runs: readonly ComparedRun[], look: Look): HTMLElement | null {
  const { language } = look;
  const tables = runs.flatMap(({ letter, report: { run } }) => {
    if (run.capacity === undefined) return [];
    const name = fill(texts.compare.run, language, { letter });
    return [
      el('h3', {}, name),
      el('p', { class: 'reading' }, sayObjective(run.capacity, language)),
      tableElement(capacityTable(run, run.capacity.cases, look), name),
    ];
  });
  if (tables.length === 0) return null;
  return el(
    'section',
    { class: 'searches', 'aria-labelledby': 'searches' },
    el('h2', { id: 'searches' }, texts.capacity.heading[language]),
    ...tables,
  );
}
