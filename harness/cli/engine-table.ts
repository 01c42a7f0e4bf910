import {
  engineCell,
  engineColumns,
  playedBySeveral,
  sayingsOfSaturation,
} from '../../reports/figures/engines.ts';
import type { Run } from '../results/schema.ts';
import { isValid } from '../results/validity.ts';
import { grey } from './table.ts';
import { newTable } from './table-frame.ts';

/** Cases that several engines played, side by side, in the words and figures of the report's page; none where one played all. */
export function engineTables(run: Run): readonly string[] {
  const played = playedBySeveral(run, 'en');
  const saturation = sayingsOfSaturation(run, 'en').map((said) => `saturation: ${said}`);
  if (played.length === 0) return saturation;
  const table = newTable(
    engineColumns.map(({ title, unit }) => [title.en.toLowerCase(), unit.symbol.en].join('\n').trim()),
  );
  for (const { name, by } of played) {
    for (const { engine, benchCase } of by) {
      const cells = engineColumns.map((column) => {
        const { value, range } = engineCell(column, benchCase, 'en');
        return range === null ? value : `${value}\n${range}`;
      });
      const title = `${name}\n${engine}`;
      table.push(isValid(benchCase) ? [title, ...cells] : [`${title}, not valid`, ...cells].map(grey));
    }
  }
  return [table.toString(), ...saturation];
}
