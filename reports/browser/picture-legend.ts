import type { Look } from '../drawing/look.ts';
import type { LegendEntry } from '../drawing/series.ts';
import { el } from './dom.ts';

export interface Placed {
  readonly entry: LegendEntry;
  readonly x: number;
  readonly y: number;
}

/** Room for a swatch before a name, and between two entries. */
const SWATCH_PX = 40;
const GAP_PX = 18;

/** The entries of a legend in rows that are no wider than that. */
export function legendRows(
  entries: readonly LegendEntry[],
  width: number,
  look: Look,
): { readonly rows: readonly Placed[]; readonly height: number } {
  const pen = el('canvas').getContext('2d');
  const rowHeight = look.fontPx * 1.4;
  const rows: Placed[] = [];
  let [x, y] = [0, 0];
  for (const entry of entries) {
    if (pen !== null) pen.font = `${look.fontPx * 0.8}px ${look.fontFamily}`;
    const own = SWATCH_PX + (pen?.measureText(entry.name).width ?? 0);
    if (x > 0 && x + own > width) [x, y] = [0, y + rowHeight];
    rows.push({ entry, x, y });
    x += own + GAP_PX;
  }
  return { rows, height: rows.length === 0 ? 0 : y + rowHeight };
}
