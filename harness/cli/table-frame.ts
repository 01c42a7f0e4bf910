import Table from 'cli-table3';

/** An empty table in the style of all that are printed: the first column names, the others are figures. */
export const newTable = (heads: readonly string[]): Table.Table =>
  new Table({
    head: ['', ...heads],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: process.stderr.isTTY ? { head: ['bold'], border: ['grey'] } : { head: [], border: [] },
    colAligns: ['left', ...heads.map(() => 'right' as const)],
  });
