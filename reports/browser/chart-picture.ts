import { Chart, type ChartConfiguration } from 'chart.js';
import type { Drawn } from '../chart.ts';
import type { Look } from '../drawing/look.ts';
import { el } from './dom.ts';
import { SHAPES } from './legend.ts';
import { legendRows, type Placed } from './picture-legend.ts';

/** Pixels of the picture for each of the page: sharp on paper and in slides. */
const SCALE = 2;

/**
 * The chart as a PNG, with its title, its legend and the page's background, as it is to be seen alone.
 *
 * @param drawing drawn for this picture: Chart.js changes what it is given, so it is not the one on the page
 * @param live    the chart on the page: its size, and which lines the reader hides
 */
export async function pictureOf(drawing: Drawn, live: Chart, title: string, look: Look): Promise<Blob> {
  const { width, height } = live;
  const chart = el('canvas', { width: String(width), height: String(height) });
  const pad = look.fontPx;
  const legend = drawing.legend.filter(({ name }) => isShown(live, name));
  const { rows, height: legendHeight } = legendRows(drawing.legend.length > 1 ? legend : [], width, look);
  const top = pad * 2.8 + legendHeight;
  const picture = el('canvas', {
    width: String((width + 2 * pad) * SCALE),
    height: String((height + top + pad) * SCALE),
  });
  const pen = picture.getContext('2d');
  if (pen === null) throw new Error('No canvas to draw the picture on.');
  pen.scale(SCALE, SCALE);
  pen.fillStyle = look.surface;
  pen.fillRect(0, 0, width + 2 * pad, height + top + pad);
  pen.fillStyle = look.ink;
  pen.textBaseline = 'top';
  pen.font = `650 ${look.fontPx * 1.05}px ${look.fontFamily}`;
  pen.fillText(title, pad, pad, width);
  for (const placed of rows) drawEntry(pen, placed, pad, pad * 2.8, look);
  const once = new Chart(chart, {
    ...(drawing.config as ChartConfiguration),
    options: { ...drawing.config.options, responsive: false, devicePixelRatio: SCALE } as object,
  });
  for (const [index, { label }] of once.data.datasets.entries())
    once.setDatasetVisibility(index, isShown(live, String(label)));
  once.update('none');
  pen.drawImage(chart, pad, top, width, height);
  once.destroy();
  return new Promise((resolve, reject) => {
    picture.toBlob((blob) => (blob === null ? reject(new Error('The picture is empty.')) : resolve(blob)));
  });
}

/** What stands in the legend may have no line of its own, such as a part of bars; it then is shown. */
function isShown(chart: Chart, name: string): boolean {
  const own = chart.data.datasets.flatMap(({ label }, index) => (label === name ? [index] : []));
  return own.length === 0 || own.some((index) => chart.isDatasetVisible(index));
}

function drawEntry(
  pen: CanvasRenderingContext2D,
  { entry, x, y }: Placed,
  left: number,
  top: number,
  look: Look,
): void {
  pen.save();
  pen.translate(left + x, top + y);
  pen.strokeStyle = entry.colour;
  pen.fillStyle = entry.hollow ? look.surface : entry.colour;
  if (entry.area) pen.fillRect(10, 0, 14, 12);
  else {
    pen.lineWidth = 2;
    pen.setLineDash([...entry.dash]);
    if (!entry.loose) pen.stroke(new Path2D('M0 6H34'));
    pen.setLineDash([]);
    pen.lineWidth = 1.5;
    const shape = new Path2D(SHAPES[entry.marker]);
    pen.fill(shape);
    pen.stroke(shape);
  }
  pen.fillStyle = look.ink;
  pen.textBaseline = 'middle';
  pen.font = `${look.fontPx * 0.8}px ${look.fontFamily}`;
  pen.fillText(entry.name, 40, 6);
  pen.restore();
}
