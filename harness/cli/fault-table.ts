import { orderedCases } from '../../reports/drawing/series.ts';
import { type FaultCell, type FaultColumn, faultColumns } from '../../reports/figures/fault-columns.ts';
import type { Run } from '../results/schema.ts';
import { isValid } from '../results/validity.ts';
import { caseTitle, grey } from './table.ts';
import { newTable } from './table-frame.ts';

/** Those columns of the page that a terminal has room for. */
const SHOWN: ReadonlySet<FaultColumn['id']> = new Set([
  'delivered',
  'lost',
  'cutOff',
  'downtimeP50',
  'downtimeP99',
  'downtimeMax',
  'storm',
  'neverReturned',
] as const);

/** What a fault did to each case, in the words and figures of the report's page; none where nothing went wrong. */
export function faultTables(run: Run): readonly string[] {
  const cases = orderedCases(run).filter(({ fault }) => fault !== undefined);
  const shown = faultColumns.filter(
    (column) => SHOWN.has(column.id) && cases.some((one) => column.cell(one, 'en') !== null),
  );
  if (shown.length === 0) return [];
  const table = newTable(shown.map(headOf));
  for (const one of cases) {
    const title = caseTitle(run, one);
    const cells = shown.map((column) => textOf(column.cell(one, 'en')));
    table.push(isValid(one) ? [title, ...cells] : [`${title}, not valid`, ...cells].map(grey));
  }
  return [table.toString()];
}

function headOf({ title, unit }: FaultColumn): string {
  const name = title.en.toLowerCase().replace(', ', ',\n');
  return unit.symbol.en === '' ? name : `${name}${name.includes('\n') ? ' ' : '\n'}${unit.symbol.en}`;
}

/** Below a value, what it is made of, or how far its trials lie apart. */
const textOf = (cell: FaultCell | null): string =>
  cell === null ? '–' : [cell.value, ...cell.notes].join('\n');
