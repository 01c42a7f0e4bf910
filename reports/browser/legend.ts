import type { Chart } from 'chart.js';
import { inkOn } from '../drawing/ink.ts';
import type { Look } from '../drawing/look.ts';
import type { LegendEntry, Marker } from '../drawing/series.ts';
import { texts } from '../texts.ts';
import { el, svg } from './dom.ts';

/** Buttons that show and hide lines; reachable by keyboard, which Chart.js's own legend is not. */
export function legendOf(
  entries: readonly LegendEntry[],
  chart: () => Chart | undefined,
  look: Look,
): HTMLElement {
  return el(
    'ul',
    { class: 'legend', 'aria-label': texts.charts.legend[look.language] },
    ...entries.map((entry) => {
      const button = el(
        'button',
        { type: 'button', 'aria-pressed': 'true' },
        swatch(entry, look),
        entry.name,
      );
      button.addEventListener('click', () => {
        const shown = button.getAttribute('aria-pressed') !== 'true';
        button.setAttribute('aria-pressed', String(shown));
        show(chart(), entry.name, shown);
      });
      return el('li', {}, button);
    }),
  );
}

/** A case may have two lines (typical and worst): both carry its name. */
function show(chart: Chart | undefined, name: string, shown: boolean): void {
  if (chart === undefined) return;
  for (const [index, dataset] of chart.data.datasets.entries()) {
    if (dataset.label === name) chart.setDatasetVisibility(index, shown);
  }
  chart.update();
}

function swatch(entry: LegendEntry, look: Look): SVGElement {
  const { colour, dash, hollow } = entry;
  if (entry.area) {
    const area = { x: '0', y: '0', width: '14', height: '12', rx: '2', fill: colour };
    return svg(
      'svg',
      { viewBox: '0 0 14 12', class: 'swatch area', 'aria-hidden': 'true' },
      svg('rect', area),
    );
  }
  return svg(
    'svg',
    { viewBox: '0 0 34 12', class: 'swatch', 'aria-hidden': 'true' },
    ...(entry.loose ? [] : [lineOf(colour, dash)]),
    svg('path', {
      d: SHAPES[entry.marker],
      ...(entry.letter !== undefined && { transform: 'translate(-17 -6) scale(2)' }),
      fill: hollow ? look.surface : colour,
      stroke: colour,
      'stroke-width': '1.5',
    }),
    ...letterOf(entry),
  );
}

/** The letter of the run, as in the markers. */
const letterOf = ({ letter, colour, hollow }: LegendEntry): SVGElement[] => {
  if (letter === undefined) return [];
  const place = { x: '17', y: '9.2', 'text-anchor': 'middle', 'font-size': '9', 'font-weight': '700' };
  return [svg('text', { ...place, fill: hollow ? colour : inkOn(colour) }, document.createTextNode(letter))];
};

const lineOf = (colour: string, dash: readonly number[]): SVGElement =>
  svg('line', {
    x1: '0',
    y1: '6',
    x2: '34',
    y2: '6',
    stroke: colour,
    'stroke-width': '2',
    'stroke-dasharray': dash.join(' '),
  });

/** The markers of Chart.js as paths around (17, 6). */
export const SHAPES: Readonly<Record<Marker, string>> = {
  circle: 'M13 6a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z',
  triangle: 'M17 2l4.2 7h-8.4z',
  rect: 'M13.8 2.8h6.4v6.4h-6.4z',
  rectRot: 'M17 1.6l4.4 4.4l-4.4 4.4l-4.4 -4.4z',
  crossRot: 'M14 3l6 6M20 3l-6 6',
  star: 'M14 3l6 6M20 3l-6 6M17 1.5v9M12.5 6h9',
};
