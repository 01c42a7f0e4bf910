import type { Plugin } from 'chart.js';
import type { LinePoint } from '../chart.ts';
import type { Look } from './look.ts';

/** What a line has above it: as many points as the line. */
export interface Band {
  readonly colour: string;
  readonly low: readonly LinePoint[];
  readonly high: readonly LinePoint[];
}

/** What all bands together may come to. */
const FULL_SHADE = 0.6;

/** Shades from each line up to its upper percentile: the taller the band, the less a single wait can be foretold. */
export function percentileBand(bands: readonly Band[], look: Look): Plugin<'line'> {
  return {
    id: 'percentile-band',
    beforeDatasetsDraw(chart) {
      const { ctx, chartArea, scales } = chart;
      const { x, y } = scales;
      if (x === undefined || y === undefined) return;
      ctx.save();
      ctx.beginPath();
      ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
      ctx.clip();
      // Bands that lie over each other must not add up to a wall.
      ctx.globalAlpha = Math.min(look.scheme === 'dark' ? 0.2 : 0.14, FULL_SHADE / bands.length);
      for (const [index, { colour, low, high }] of bands.entries()) {
        if (!chart.isDatasetVisible(index)) continue;
        const known = low.flatMap((point, at) => {
          const above = high[at]?.y ?? null;
          return point.y === null || above === null ? [] : [{ at: point.x, from: point.y, to: above }];
        });
        ctx.fillStyle = colour;
        ctx.beginPath();
        for (const { at, from } of known) ctx.lineTo(x.getPixelForValue(at), y.getPixelForValue(from));
        for (const { at, to } of known.toReversed())
          ctx.lineTo(x.getPixelForValue(at), y.getPixelForValue(to));
        ctx.fill();
      }
      ctx.restore();
    },
  };
}
