import type { Plugin } from 'chart.js';
import { inkOn } from './ink.ts';
import type { Line } from './line-chart.ts';
import type { Look } from './look.ts';

/** Writes the letter of its run into each marker: lines of one transport in several runs share a colour. */
export function runLetters(lines: readonly Line[], look: Look): Plugin<'line'> {
  return {
    id: 'run-letters',
    afterDatasetsDraw(chart) {
      const { ctx } = chart;
      ctx.save();
      ctx.font = `700 ${look.fontPx * 0.6}px ${look.fontFamily}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      for (const [index, { series, faint }] of lines.entries()) {
        const { letter, hollow, colour, marker } = series;
        if (letter === undefined || faint || !chart.isDatasetVisible(index)) continue;
        // A cross or a star has no room inside: its letter stands on the page's own colour.
        const isOpen = marker === 'crossRot' || marker === 'star';
        ctx.fillStyle = hollow || isOpen ? colour : inkOn(colour);
        for (const point of chart.getDatasetMeta(index).data) {
          const { x, y, skip, options } = point as unknown as Marked;
          if (skip || options.radius <= 4) continue;
          if (isOpen) {
            ctx.strokeStyle = look.surface;
            ctx.lineWidth = 4;
            ctx.strokeText(letter, x, y);
          }
          ctx.fillText(letter, x, y + (marker === 'triangle' ? look.fontPx * 0.08 : 0));
        }
      }
      ctx.restore();
    },
  };
}

interface Marked {
  readonly x: number;
  readonly y: number;
  /** Of a point without a value. */
  readonly skip: boolean;
  readonly options: { readonly radius: number };
}
