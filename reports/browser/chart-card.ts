import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import type { Texts } from '../../lab/texts.ts';
import type { Drawing, Drawn } from '../chart.ts';
import type { Look } from '../drawing/look.ts';
import { chartData } from '../export/chart-data.ts';
import { csvText } from '../export/csv.ts';
import { fill, texts } from '../texts.ts';
import { pictureOf } from './chart-picture.ts';
import { el } from './dom.ts';
import { legendOf } from './legend.ts';
import { fileName, saveFile } from './save-file.ts';
import { tableElement } from './table.ts';

const BAR_REM = 2.3;

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
);

/** A chart with all that stands around it. */
export interface Card {
  readonly element: HTMLElement;
  /** Starts Chart.js, once the element is in the document, and returns what ends it. */
  start(): () => void;
}

/** What can be drawn of some figures: a chart of a report, or one of somebody else's. */
export interface Drawable<Figures> {
  readonly id: string;
  readonly title: Texts;
  readonly reading: Texts;
  readonly wide?: true;
  draw(figures: Figures, look: Look): Drawing;
}

/**
 * The card of a chart, or the reason why these figures give nothing to draw in it.
 *
 * @param figures `run.id` begins the names of its files
 */
export function cardOf<Figures extends { readonly run: { readonly id: string } }>(
  chart: Drawable<Figures>,
  { report, suffix }: { readonly report: Figures; readonly suffix: string },
  look: Look,
): Card | { readonly reason: Texts } {
  const drawing = chart.draw(report, look);
  if ('reason' in drawing) return drawing;
  const { language } = look;
  const title = chart.title[language] + suffix;
  const canvas = el('canvas', {
    role: 'img',
    'aria-label': `${title}. ${chart.reading[language]}`,
  });
  const frame = el('div', { class: 'canvas' }, canvas);
  const { rows, rowRem = BAR_REM } = drawing;
  if (rows !== undefined) frame.style.height = `${rows * rowRem + 5}rem`;
  let live: Chart | undefined;
  const element = el(
    'article',
    { id: `chart-${chart.id}`, class: chart.wide ? 'wide' : '' },
    el('h3', {}, title),
    el('p', { class: 'reading' }, chart.reading[language]),
    drawing.legend.length > 1 ? legendOf(drawing.legend, () => live, look) : null,
    frame,
    el(
      'div',
      { class: 'card-foot' },
      dataOf(drawing, title, look),
      savesOf(chart, report, drawing, title, look, () => live),
    ),
  );
  const start = (): (() => void) => {
    live = new Chart(canvas, drawing.config as ChartConfiguration);
    return () => live?.destroy();
  };
  return { element, start };
}

/** Buttons for the chart as a picture and its figures as a file. */
function savesOf<Figures extends { readonly run: { readonly id: string } }>(
  chart: Drawable<Figures>,
  report: Figures,
  drawing: Drawn,
  title: string,
  look: Look,
  live: () => Chart | undefined,
): HTMLElement {
  const { language } = look;
  const button = (label: string, said: Texts, save: () => void): HTMLElement => {
    const made = el('button', { type: 'button', 'aria-label': fill(said, language, { title }) }, label);
    made.addEventListener('click', save);
    return made;
  };
  const name = (ending: string): string => `${fileName(report.run.id, chart.id)}.${ending}`;
  return el(
    'p',
    { class: 'saves' },
    button('PNG', texts.charts.savePng, () => {
      const shown = live();
      const again = chart.draw(report, look);
      if (shown === undefined || 'reason' in again) return;
      void pictureOf(again, shown, title, look).then((picture) => saveFile(name('png'), picture));
    }),
    button('CSV', texts.charts.saveCsv, () => {
      const { columns, rows } = chartData(drawing);
      // The mark tells spreadsheets that names are UTF-8.
      saveFile(name('csv'), new Blob(['\ufeff', csvText(columns, rows)], { type: 'text/csv' }));
    }),
  );
}

const dataOf = (drawing: Drawn, title: string, look: Look): HTMLElement =>
  el('details', {}, el('summary', {}, texts.charts.data[look.language]), tableElement(drawing.table, title));
