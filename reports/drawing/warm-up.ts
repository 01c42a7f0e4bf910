import type { Plugin } from 'chart.js';
import { texts } from '../texts.ts';
import type { Look } from './look.ts';

/** Shades the time before measuring began: it is shown, but no figure contains it. */
export function warmUpShade(untilSeconds: number, look: Look): Plugin<'line'> {
  return {
    id: 'warm-up-shade',
    beforeDatasetsDraw(chart) {
      const x = chart.scales.x;
      if (x === undefined || untilSeconds <= 0) return;
      const { ctx, chartArea } = chart;
      const width = x.getPixelForValue(untilSeconds) - chartArea.left;
      ctx.save();
      ctx.fillStyle = look.grid;
      ctx.globalAlpha = 0.45;
      ctx.fillRect(chartArea.left, chartArea.top, width, chartArea.height);
      ctx.globalAlpha = 1;
      ctx.font = `${look.fontPx * 0.75}px ${look.fontFamily}`;
      ctx.fillStyle = look.muted;
      ctx.textBaseline = 'top';
      ctx.fillText(texts.charts.warmUp[look.language], chartArea.left + 6, chartArea.top + 6);
      ctx.restore();
    },
  };
}
