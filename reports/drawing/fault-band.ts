import type { Plugin } from 'chart.js';
import type { FaultMark } from '../figures/fault.ts';
import type { Look } from './look.ts';

/**
 * Shades the time in which something went wrong, on a chart whose x axis is seconds; what is over at once is a line.
 *
 * @param above where the plot itself has no room for the fault's name
 */
export function faultBand(marks: readonly FaultMark[], look: Look, above = false): Plugin<'line'> {
  return {
    id: 'fault-band',
    beforeDatasetsDraw(chart) {
      const x = chart.scales.x;
      if (x === undefined) return;
      const { ctx, chartArea } = chart;
      ctx.save();
      for (const { title, fromSeconds, untilSeconds, strikesSeconds } of marks) {
        const left = x.getPixelForValue(fromSeconds);
        const right = Math.min(chartArea.right, x.getPixelForValue(untilSeconds));
        ctx.fillStyle = look.danger;
        ctx.globalAlpha = 0.1;
        ctx.fillRect(left, chartArea.top, right - left, chartArea.height);
        ctx.globalAlpha = 0.7;
        ctx.fillRect(left - 0.75, chartArea.top, 1.5, chartArea.height);
        ctx.globalAlpha = 0.4;
        for (const strike of strikesSeconds)
          ctx.fillRect(x.getPixelForValue(strike), chartArea.bottom - look.fontPx, 1, look.fontPx);
        ctx.globalAlpha = 1;
        ctx.font = `600 ${look.fontPx * 0.75}px ${look.fontFamily}`;
        ctx.textBaseline = 'top';
        const room = chartArea.right - left - 12;
        // Near the right edge it stands before the line.
        const before = ctx.measureText(title).width > room;
        ctx.textAlign = before ? 'right' : 'left';
        ctx.fillText(title, before ? left - 6 : left + 6, chartArea.top + (above ? -1.2 * look.fontPx : 6));
      }
      ctx.restore();
    },
  };
}
