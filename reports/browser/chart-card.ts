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
import type { Chart as ChartPart, Drawn } from '../chart.ts';
import type { Look } from '../drawing/look.ts';
import { texts } from '../texts.ts';
import { el } from './dom.ts';
import { legendOf } from './legend.ts';
import type { ReportPoint } from './sweep-point.ts';
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

/** The card of a chart, or the reason why this report has nothing to draw in it. */
export function cardOf(
  chart: ChartPart,
  { report, suffix }: ReportPoint,
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
    dataOf(drawing, title, look),
  );
  const start = (): (() => void) => {
    live = new Chart(canvas, drawing.config as ChartConfiguration);
    return () => live?.destroy();
  };
  return { element, start };
}

const dataOf = (drawing: Drawn, title: string, look: Look): HTMLElement =>
  el('details', {}, el('summary', {}, texts.charts.data[look.language]), tableElement(drawing.table, title));
