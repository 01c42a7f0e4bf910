import type { Drawn, ExactData, LinePoint } from '../chart.ts';

/** The figures behind a drawing, unrounded: those it brings itself, else what its datasets hold. */
export function chartData({ config, exact }: Drawn): ExactData {
  if (exact !== undefined) return exact;
  const { labels = [], datasets } = config.data;
  if (config.type === 'line') {
    return {
      columns: ['series', 'x', 'y'],
      rows: datasets.flatMap(({ label, data }) =>
        (data as readonly LinePoint[]).map(({ x, y }) => [String(label), x, y]),
      ),
    };
  }
  return {
    columns: ['case', 'part', 'value'],
    rows: datasets.flatMap(({ label, data }) =>
      (data as readonly (number | null)[]).map((value, at) => [String(labels[at]), label ?? '', value]),
    ),
  };
}
